// Aloud: says in the page's polite region what others changed, for whoever does not see it: bundled, at most one
// sentence in five seconds, and never when the reader paused it. What follows from one's own press is said at once.

import { own } from "./boxes.js";
import { labelOf } from "./presence.js";

const EVERY_MS = 5_000;
const NAMED = 3;
const KEY = "live-quiet";

export class Aloud {
  constructor(boxes) {
    Object.assign(this, { boxes, places: new Map(), timer: 0, last: -EVERY_MS, quiet: remembered() });
    this.region = document.getElementById("aloud");
    this.pause = document.getElementById("quiet");
    this.pause?.addEventListener("click", () => this.turn(!this.quiet));
    this.turn(this.quiet);
    boxes.addEventListener("touched", ({ detail: { box, others } }) => others && this.note(box));
  }

  turn(quiet) {
    this.quiet = quiet;
    this.places.clear();
    try {
      sessionStorage.setItem(KEY, quiet ? "yes" : "");
    } catch {
      // it is asked again on the next page
    }
    if (!this.pause) return;
    this.pause.textContent = this.boxes.word(quiet ? "aloud" : "quiet");
  }

  note(box) {
    const label = labelOf(box);
    if (this.quiet || !label) return;
    const name = own(box.element, "[data-others]")[0]?.textContent ?? ""; // who is in it now
    this.places.set(label, name);
    if (!this.timer) this.timer = setTimeout(() => this.tell(), Math.max(1_000, this.last + EVERY_MS - performance.now()));
  }

  tell() {
    this.timer = 0;
    const all = [...this.places];
    this.places.clear();
    if (!all.length || this.quiet) return;
    const [[field, name]] = all;
    const fields = this.boxes.joined(all.slice(0, NAMED).map(([label]) => label));
    if (all.length === 1 && name) this.say(this.boxes.word("changed", { name, field }));
    else if (all.length > NAMED) this.say(this.boxes.word("others-more", { fields, n: all.length - NAMED }));
    else this.say(this.boxes.word("others", { fields }));
    this.last = performance.now();
  }

  // Says a sentence now.
  say(words) {
    const sentence = words.replace(/([?!…])\.$/, "$1"); // a question as the name of a field has its own sign
    if (!this.region) return;
    this.region.textContent = this.region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}
