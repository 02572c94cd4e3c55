// Keeps the desk true: asks for what may have changed, and leaves alone what somebody types.
(() => {
  "use strict";

  const SEEN_MS = 1000; // a bad answer is here in less than two seconds
  const UNSEEN_MS = 30000; // nobody looks at it
  const LAST_RETRY_MS = 30000;

  const main = document.querySelector("[data-live]");
  const lost = document.getElementById("lost");
  let tag = null;
  let timer = null;
  let failures = 0;

  function take(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    fresh.querySelectorAll("[data-part]").forEach((part) => {
      const old = document.getElementById(part.id);
      if (old === null || old.innerHTML === part.innerHTML) {
        return;
      }
      // Whoever came as far as a row by keyboard stays there.
      const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
      old.replaceChildren(...part.childNodes);
      if (focused !== "") {
        document.getElementById(focused)?.focus({ preventScroll: true });
      }
    });
  }

  async function ask() {
    try {
      const answer = await fetch(main.dataset.live, {
        cache: "no-store",
        headers: tag === null ? {} : { "If-None-Match": tag },
        redirect: "manual",
      });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag");
        take(await answer.text());
      }
      failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
    } catch {
      failures += 1;
    }
    // One that failed may have been a restart; two are worth a word.
    lost.hidden = failures < 2;
    next();
  }

  function next() {
    const calm = document.visibilityState === "visible" ? SEEN_MS : UNSEEN_MS;
    clearTimeout(timer);
    timer = setTimeout(ask, Math.min(calm * 2 ** Math.min(failures, 5), Math.max(calm, LAST_RETRY_MS)));
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      clearTimeout(timer);
      ask();
    }
  });
  next();
})();
