// Tells what a person did, never that a page was opened or drawn: programs that look through mail do that, too.
// Only events that the browser itself vouches for count; without this file everything works, and nothing is told.
(() => {
  const form = document.querySelector("form.questions");
  if (!form || !navigator.sendBeacon) return;
  const address = form.getAttribute("action");
  const automated = navigator.webdriver;
  const chosen = new Set();
  let acted = false;
  let told = "";

  const act = (event) => {
    if (acted || automated || !event.isTrusted) return;
    acted = true;
    navigator.sendBeacon(address + "/opened");
  };
  for (const kind of ["pointerdown", "keydown", "touchstart", "click"]) {
    addEventListener(kind, act, { capture: true, passive: true });
  }

  // What somebody typed and did not send is his own.
  form.addEventListener("input", ({ isTrusted, target }) => {
    if (acted && isTrusted && ["radio", "checkbox"].includes(target.type)) chosen.add(target.name);
  });

  // What is sent is the answer: then there is nothing to tell any more.
  let sending = false;
  const leave = () => {
    if (sending || !("fresh" in form.dataset) || !chosen.size) return;
    const fields = new URLSearchParams([...new FormData(form)].filter(([name]) => chosen.has(name)));
    const all = fields.toString();
    fields.set("lang", form.elements.lang.value);
    if (all !== told && navigator.sendBeacon(address + "/partial", fields)) told = all;
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pageshow", () => (sending = false));

  const say = (name, value) => {
    const field = form.elements[name] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  };
  form.addEventListener("submit", () => {
    sending = true;
    if ("fresh" in form.dataset) say("took", Math.round(performance.now()));
    if (automated) say("auto", "webdriver");
  });
})();
