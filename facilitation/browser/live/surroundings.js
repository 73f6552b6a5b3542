// Surroundings: what a session needs of the page and the browser, in one object, so that it also runs without them.

import { lineOf } from "../early.js";
import { openStore } from "./store.js";

const PATIENCE_MS = 10_000;

export function surroundings() {
  const root = document.querySelector("[data-live]");
  if (!root || !("WebSocket" in window)) return null;
  const { live, me, name, zone } = root.dataset;
  const words = new Map();
  const template = document.getElementById("live-words");
  for (const word of template?.content.querySelectorAll("[data-word]") ?? []) words.set(word.dataset.word, word.textContent.trim());
  return {
    root,
    live,
    me,
    name,
    zone,
    language: document.documentElement.lang,
    random: Math.random,
    now: () => Date.now(),
    ticks: () => performance.now(),
    online: () => navigator.onLine !== false,
    store: openStore,

    // A sentence of the page; {names} are filled in.
    word: (key, values = {}) => (words.get(key) ?? "").replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all),

    socket: (fresh) => lineOf(live, fresh),

    // What this browser may do here now: {status, why, rooms, person}; null when nobody answers.
    async rights() {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
      try {
        const answer = await fetch(`${live}/rights`, { signal: stop.signal, cache: "no-store", headers: { Accept: "application/json" } });
        if (answer.redirected || answer.status === 401) return { status: 401 };
        return await answer.json();
      } catch {
        return null;
      } finally {
        clearTimeout(timer);
      }
    },

    later(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },

    // `wake`: the page or the network is back. `hide`: perhaps the last moment of this page. `leave`: says whether to ask.
    listen(wake, hide, leave) {
      addEventListener("online", wake);
      addEventListener("focus", wake);
      addEventListener("pageshow", wake);
      document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? wake() : hide()));
      addEventListener("pagehide", hide);
      addEventListener("beforeunload", (event) => {
        if (!leave()) return;
        event.preventDefault();
        event.returnValue = true; // browsers of before 2023 ask only then
      });
    },
  };
}
