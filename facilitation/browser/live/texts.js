// Texts: a box in which one writes and the text of the document behind it, kept the same in both directions.
//
// `held` is what the box held when both agreed last. Whatever the box says otherwise is what this person typed, and
// goes into the document as a change of `held`; whatever the document says otherwise is what others did, and goes into
// the box, with the caret where it was among the words. When both changed (before the page was live, or while a
// keyboard was still composing a word) the words of both stay. What cannot be kept stays in the box, and is said.

import { carriedOut, change, changes, inKept, keepable, pieces, place, shown, together } from "./differences.js";

export const PIECE = 16_000; // signs that one message carries
const LONGEST = 200_000; // signs of one text: facilitation refuses a longer one on its forms too

export class WrittenText {
  // `area` is the box (or something with its properties), `text` the Y.Text, `type(work)` carries out one transaction
  // of this person's typing; `told` has `changed()`, `refused(problem)` and `drawn(others, own)`.
  constructor(area, text, type, told, drawn) {
    this.area = area;
    this.text = text;
    this.type = type;
    this.told = told;
    this.held = shown(drawn);
    this.composing = false;
    this.typing = false;
    this.first = true;
    this.refused = false;
    this.listen = (event, transaction) => this.changed(event, transaction);
    text.observe(this.listen);
    this.settle();
    this.first = false;
  }

  // Brings box and document together.
  settle() {
    this.put();
    this.draw();
  }

  // Takes what was typed into the document.
  put() {
    const mine = shown(this.area.value);
    if (mine === this.held) return this.refuse(null);
    const kept = this.text.toString();
    const theirs = shown(kept);
    const problem = unkept(mine, theirs);
    if (problem) return this.refuse(problem);
    const caret = this.area.selectionEnd ?? mine.length;
    const apart = theirs !== this.held;
    const list = apart ? together(this.held, mine, theirs, !this.first) : [change(this.held, mine, caret)];
    this.typing = true;
    try {
      write(this.text, kept, list, this.type);
    } finally {
      this.typing = false;
    }
    this.held = mine;
    this.refuse(null);
    this.told.changed();
  }

  refuse(problem) {
    if (problem || this.refused) this.told.refused(problem);
    this.refused = Boolean(problem);
  }

  // Shows what the document says, unless a word is being composed or something in the box cannot be kept.
  draw(list, own = false) {
    if (this.composing || this.refused) return;
    const now = shown(this.text.toString());
    if (this.area.value !== now) {
      show(this.area, now, list ?? changes(this.area.value, now, true), own);
      this.told.drawn(!own && !this.first, own);
    }
    this.held = now;
  }

  changed(event, transaction) {
    if (this.typing) return;
    const own = transaction.local && !this.first;
    if (shown(this.area.value) !== this.held) return void queueMicrotask(() => this.settle());
    const list = steps(event.delta);
    const exact = carriedOut(this.held, list) === this.text.toString();
    this.draw(exact ? list : undefined, own);
  }

  composes(now) {
    this.composing = now;
    if (!now) this.settle();
  }

  destroy() {
    this.text.unobserve(this.listen);
  }
}

function unkept(mine, theirs) {
  if (!keepable(mine)) return ["unkept"];
  if (mine.length <= LONGEST || mine.length <= theirs.length) return null;
  const length = [...mine].length;
  return length > LONGEST ? ["too-long", { length, longest: LONGEST }] : null;
}

// Carries out changes on a text, the last one first, in transactions that one message can carry. New words go inside
// those that they replace: what others put before or behind stays there.
export function write(text, kept, list, type) {
  const queue = [];
  for (const each of [...list].reverse().map((one) => inKept(kept, one))) {
    const [first = "", ...rest] = pieces(each.put, PIECE);
    queue.push(() => replace(text, kept, { ...each, put: first }));
    let at = each.at + first.length;
    for (const piece of rest) {
      const here = at;
      queue.push(() => text.insert(here, piece));
      at += piece.length;
    }
  }
  const size = list.reduce((sum, each) => sum + each.put.length, 0);
  if (size <= PIECE) type(() => queue.forEach((work) => work()));
  else for (const work of queue) type(work);
}

function replace(text, kept, { at, gone, put }) {
  const sign = gone ? String.fromCodePoint(kept.codePointAt(at)).length : 0;
  const inside = gone > sign ? sign : 0;
  if (put) text.insert(at + inside, put);
  if (gone > inside) text.delete(at + inside + put.length, gone - inside);
  if (inside) text.delete(at, inside);
}

// Returns the changes that an event of Yjs tells of, counted in the text before it.
function steps(delta) {
  const list = [];
  let at = 0;
  for (const { retain = 0, insert = "", delete: gone = 0 } of delta) {
    const last = list[list.length - 1];
    if (retain) at += retain;
    else if (last && last.at + last.gone === at) {
      last.put += insert;
      last.gone += gone;
      at += gone;
    } else {
      list.push({ at, gone, put: insert });
      at += gone;
    }
  }
  return list;
}

// Puts words into a box and keeps the caret and what is scrolled where they were among the words.
function show(area, now, list, own) {
  const { selectionStart: start, selectionEnd: end, selectionDirection: way, scrollTop } = area;
  const here = area.ownerDocument?.activeElement === area;
  area.value = now;
  if (!here) return;
  const last = list[list.length - 1];
  const after = own && last ? last.at + list.reduce((sum, each) => sum + each.put.length - each.gone, 0) + last.gone : -1;
  if (after >= 0) area.setSelectionRange(after, after);
  else if (start === end) area.setSelectionRange(place(list, start, true), place(list, start, true));
  else area.setSelectionRange(place(list, start), place(list, end, true), way);
  area.scrollTop = scrollTop;
}
