// Refresh: what follows from the words (hints, steps, picture, who wrote a card) comes anew from the server.
//
// Fetched 600 ms after something was saved by anybody, and at most every two seconds, not by all pages in the same
// moment; and whenever the server stirs. Each part replaces the element with its id; whoever is on a button of it stays
// on that button, and what was unfolded stays unfolded.

import { Remote } from "./edit.js";
import { made } from "./element.js";
import { steadily } from "./steady.js";

const AFTER_MS = 600;
const EVERY_MS = 2_000;
const JITTER_MS = 200;

export class Refresh extends EventTarget {
  constructor(session, boxes, root) {
    super();
    Object.assign(this, { session, boxes, root, timer: 0, last: -EVERY_MS, running: false, again: false, at: session.now(), followed: new Set() });
    for (const room of session.rooms.values()) this.follow(room);
    session.addEventListener("rooms", () => session.rooms.forEach((room) => this.follow(room)));
    session.addEventListener("stir", () => this.soon(0));
    session.addEventListener("state", () => this.date());
  }

  follow(room) {
    if (this.followed.has(room)) return;
    this.followed.add(room);
    room.addEventListener("saved", () => this.soon());
    room.doc.on("update", (_update, origin) => origin instanceof Remote && this.soon());
  }

  soon(after = AFTER_MS) {
    if (this.timer) return;
    const wait = Math.max(after, this.last + EVERY_MS - performance.now()) + Math.random() * JITTER_MS;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.now();
    }, wait);
  }

  async now() {
    if (this.running) return void (this.again = true);
    if (document.visibilityState === "hidden") return document.addEventListener("visibilitychange", () => this.soon(0), { once: true });
    this.running = true;
    this.last = performance.now();
    try {
      const answer = await fetch(this.root.dataset.now, { headers: { Accept: "text/html" } });
      if (answer.redirected || answer.status === 401) this.session.signIn();
      else if (answer.ok) this.take(await answer.text());
    } catch {
      // no network: it comes with the next change
    }
    this.running = false;
    if (this.again) this.soon(0);
    this.again = false;
  }

  take(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.at = this.session.now();
    this.place([...page.head.children, ...page.body.children].filter((part) => part.id || part.matches("template[data-new-box], template[data-edges-of]")));
  }

  // What cannot come anew says of when it is; what came anew says so no more.
  date() {
    if (this.session.state === "live") return;
    for (const title of document.querySelectorAll("#coach h2, #drawn h2")) {
      if (title.nextElementSibling?.matches("[data-as-of]")) continue;
      title.after(made("p", { class: "small muted", "data-as-of": true }, this.boxes.word("as-of", { time: this.session.time(this.at) })));
    }
  }

  place(parts) {
    steadily(() => {
      for (const part of parts) {
        if (part.matches("[data-edges-of]")) this.dispatchEvent(new CustomEvent("edges", { detail: part }));
        else if (part.matches("template")) this.grow(part);
        else this.replace(part);
      }
    });
    this.date();
    this.dispatchEvent(new Event("placed"));
  }

  replace(part) {
    const old = document.getElementById(part.id);
    if (!old) return;
    const fresh = document.importNode(part, true);
    const folds = [...old.querySelectorAll("details")];
    [...fresh.querySelectorAll("details")].forEach((fold, place) => (fold.open = folds[place]?.open ?? fold.open));
    if (old.outerHTML === fresh.outerHTML) return;
    const here = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(fresh);
    if (!here) return;
    const alike = (one) => one.tagName === here.tagName && one.value === here.value && one.getAttribute("href") === here.getAttribute("href");
    const there = here === old ? null : [...fresh.querySelectorAll("a, button, summary, input")].find(alike);
    if (!there) fresh.tabIndex = -1;
    (there ?? fresh).focus({ preventScroll: true });
  }

  // A question that an answer opened comes whole.
  grow(template) {
    const after = document.getElementById(template.dataset.after);
    const [first] = template.content.children;
    if (!after || !first || document.getElementById(first.id)) return;
    const fresh = document.importNode(template.content, true);
    const boxes = [...fresh.children];
    after.after(fresh);
    for (const box of boxes) this.dispatchEvent(new CustomEvent("grown", { detail: box }));
  }
}
