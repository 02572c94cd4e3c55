// Keeps the page true: asks for its parts again when the server says that something changed.
(() => {
  "use strict";

  const QUIET_MS = 2000; // at most one refresh in this time, however busy the stream is
  const AGE_MS = 60000; // ages and windows move on even when nothing arrives
  const PATIENCE_MS = 6000; // a stream that ends and is at once there again is not worth a word
  const FIRST_RETRY_MS = 2000;
  const LAST_RETRY_MS = 60000;

  const live = document.getElementById("live");
  const time = document.getElementById("live-time");
  const announcement = document.getElementById("live-announcement");

  // How old the data is stands in the frame; here it is asked for again, too.
  const age = document.getElementById("age");
  age.dataset.live = "age";
  age.setAttribute("hx-get", live.dataset.age);
  age.setAttribute("hx-trigger", "refresh");

  let stream = null;
  let retry = null;
  let retryMs = FIRST_RETRY_MS;
  let giveUp = null;
  let missedSome = false;
  let timer = null;
  let refreshedAt = Date.now();
  const parts = [...document.querySelectorAll("[data-live]")];
  const stale = new Set();

  function show(state) {
    live.dataset.state = state;
    // Only losing and regaining the connection is spoken; figures change too often for that.
    if (state === "lost") {
      announcement.textContent = announcement.dataset.lost;
    } else if (state === "on" && announcement.textContent === announcement.dataset.lost) {
      announcement.textContent = announcement.dataset.on;
    }
  }

  function refresh() {
    timer = null;
    refreshedAt = Date.now();
    parts.filter((part) => stale.has(part.dataset.live)).forEach((part) => htmx.trigger(part, "refresh"));
    stale.clear();
  }

  function refreshSoon(...kinds) {
    kinds.forEach((kind) => stale.add(kind));
    timer ??= setTimeout(refresh, Math.max(0, refreshedAt + QUIET_MS - Date.now()));
  }

  const refreshAll = () => refreshSoon(...parts.map((part) => part.dataset.live));

  function connect() {
    show("connecting");
    stream = new EventSource(live.dataset.stream);
    stream.onopen = () => {
      clearTimeout(giveUp);
      giveUp = null;
      retryMs = FIRST_RETRY_MS;
      show("on");
      if (missedSome) {
        missedSome = false;
        refreshAll();
      }
    };
    new Set(parts.map((part) => part.dataset.live)).forEach((kind) =>
      stream.addEventListener(kind, () => refreshSoon(kind)));
    stream.onerror = () => {
      missedSome = true;
      if (live.dataset.state === "on") {
        show("connecting");
      }
      giveUp ??= setTimeout(() => show("lost"), PATIENCE_MS);
      // The browser tries a broken stream again by itself, but not one that was refused.
      if (stream.readyState === EventSource.CLOSED) {
        retry = setTimeout(connectAgain, retryMs);
        refreshAll(); // finds out whether somebody has to sign in again
        retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
      }
    };
  }

  function connectAgain() {
    const state = live.dataset.state;
    connect();
    show(state);
  }

  function pause() {
    stream?.close();
    [retry, giveUp, timer].forEach(clearTimeout);
    giveUp = timer = null;
    missedSome = true;
    show("paused");
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : connect()));

  setInterval(() => {
    if (!document.hidden && Date.now() - refreshedAt >= AGE_MS) {
      refreshAll();
    }
  }, AGE_MS / 4);

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    // Somebody who is no longer signed in is led to the login page: as a page, not as a tile.
    if (xhr.status === 401 || new URL(xhr.responseURL).pathname !== requestConfig.path.split("?")[0]) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const shown = event.detail.xhr.getResponseHeader("X-Shown-At");
    // How old the data is says nothing of when the figures were read.
    if (event.detail.successful && shown && event.detail.elt.dataset.live !== "age") {
      time.dateTime = new Date().toISOString();
      time.textContent = shown;
    }
  });

  if (document.hidden) {
    show("paused");
  } else {
    connect();
  }
})();
