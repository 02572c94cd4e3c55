// Keeps the page true: asks for its parts again when the server says that something changed.
(() => {
  "use strict";

  const QUIET_MS = 2000; // at most one refresh in this time, however busy the stream is
  const AGE_MS = 60000; // ages and windows move on even when nothing arrives
  const FIRST_RETRY_MS = 2000;
  const LAST_RETRY_MS = 60000;

  const live = document.getElementById("live");
  const time = document.getElementById("live-time");
  const announcement = document.getElementById("live-announcement");

  let stream = null;
  let retry = null;
  let retryMs = FIRST_RETRY_MS;
  let pending = null;
  let refreshedAt = Date.now();

  function show(state) {
    const was = live.dataset.state;
    live.dataset.state = state;
    // Only losing and regaining the connection is spoken; figures change too often for that.
    if (state === "lost" && was !== "lost") {
      announcement.textContent = announcement.dataset.lost;
    } else if (state === "on" && announcement.textContent === announcement.dataset.lost) {
      announcement.textContent = announcement.dataset.on;
    }
  }

  function refresh() {
    pending = null;
    refreshedAt = Date.now();
    document.querySelectorAll("[data-live]").forEach((part) => htmx.trigger(part, "refresh"));
  }

  function refreshSoon() {
    pending ??= setTimeout(refresh, Math.max(0, refreshedAt + QUIET_MS - Date.now()));
  }

  function connect() {
    show("connecting");
    stream = new EventSource(live.dataset.stream);
    stream.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      show("on");
      refreshSoon(); // what was said while nobody listened
    };
    live.dataset.events.split(" ").forEach((name) => stream.addEventListener(name, refreshSoon));
    stream.onerror = () => {
      show("lost");
      // The browser retries a broken stream by itself, but not one that was refused.
      if (stream.readyState === EventSource.CLOSED) {
        retry = setTimeout(connect, retryMs);
        retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
      }
    };
  }

  function pause() {
    stream?.close();
    clearTimeout(retry);
    clearTimeout(pending);
    pending = null;
    show("paused");
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : connect()));

  setInterval(() => {
    if (!document.hidden && Date.now() - refreshedAt >= AGE_MS) {
      refreshSoon();
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
    if (event.detail.successful && shown) {
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
