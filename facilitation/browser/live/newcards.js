// New cards: what stands in the blank card of a list, or in a list to paste, becomes cards.
//
// Until then it is in no document: it stays in this tab (under the same name as what keep.js keeps, so that signing out
// forgets it too), comes back after a reload, and is asked about when the page is left.

import { same } from "./answers.js";
import { MOST } from "./cards.js";
import { keepable } from "./differences.js";
import { complain } from "./problems.js";
import { understand } from "./reading.js";

const ENDING = /(!|:x|:y|@[\w-]+)?$/;
const FIELDS = "textarea, input:not([type=hidden]), select";

export class NewCards {
  constructor(list, key) {
    Object.assign(this, { list, key: `kept:${key}+${list.room.suffix}${list.home}` });
    [this.blank] = list.inScope(`[data-new="${list.home}"]`);
    [this.paste] = list.inScope(`[data-paste="${list.home}"]`);
    this.restore();
    for (const fold of [this.blank, this.paste]) {
      fold?.addEventListener("input", () => this.keep());
      fold?.addEventListener("change", () => this.keep());
    }
  }

  fields() {
    return [this.blank, this.paste].flatMap((fold) => [...(fold?.querySelectorAll(FIELDS) ?? [])]).filter((field) => field.name);
  }

  // Makes cards of what was written; returns their ids, or null when something cannot be read.
  take() {
    const cards = [...this.written(), ...this.lines()];
    if (this.wrong) return null;
    if (!cards.length) return [];
    const all = this.list.here().length + cards.length;
    if (all > MOST) {
      complain([this.paste?.querySelector("textarea") ?? this.fields()[0]], this.list.boxes.word("too-many", { number: all, most: MOST }));
      return null;
    }
    const ids = this.list.add(cards);
    this.clear();
    return ids;
  }

  written() {
    const card = { values: {}, texts: {}, rooms: {} };
    this.wrong = false;
    for (const element of this.blank?.querySelectorAll("[data-blank]") ?? []) {
      const { blank: part, kind } = element.dataset;
      const fields = [...element.querySelectorAll(FIELDS)].filter((field) => field.name);
      const raw = {};
      for (const field of fields) {
        const end = ENDING.exec(field.name)[0];
        if (field.tagName === "TEXTAREA") {
          this.check(field);
          if (field.value.trim()) (card.texts[part] ??= {})[end.slice(1)] = field.value;
        } else if ((field.type !== "checkbox" && field.type !== "radio") || field.checked) (raw[end] ??= []).push(field.value);
        else raw[end] ??= [];
      }
      const room = this.list.roomOf(part);
      if (room !== this.list.room) card.rooms[part] = room;
      if (kind === "text") continue;
      const many = kind === "link" && fields.some((field) => field.type === "checkbox");
      const { value, problem } = understand(kind, raw, { whole: "whole" in element.dataset, many });
      const inputs = fields.filter((field) => field.tagName !== "TEXTAREA");
      if (inputs.length) complain(inputs, problem ? this.list.boxes.word(...problem) : "");
      if (problem) this.wrong = true;
      else if (!same(value, null)) card.values[part] = value;
    }
    return Object.keys(card.values).length || Object.keys(card.texts).length ? [card] : [];
  }

  lines() {
    const area = this.paste?.querySelector("textarea");
    const part = this.blank?.querySelector("[data-kind=text]")?.dataset.blank;
    if (!area || !part) return [];
    this.check(area);
    const language = area.name.split("@").pop();
    return area.value.split("\n").filter((line) => line.trim()).map((line) => ({ texts: { [part]: { [language]: line } } }));
  }

  check(area) {
    const fine = keepable(area.value);
    complain([area], fine ? "" : this.list.boxes.word("unkept"));
    if (!fine) this.wrong = true;
  }

  filled(fields = this.fields()) {
    return fields.some((field) => said(field) !== drawn(field));
  }

  clear() {
    for (const field of this.fields()) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.type === "radio" && field.value === "";
      else field.value = "";
    }
    this.keep();
  }

  keep() {
    const filled = this.filled();
    this.list.boxes.unsaved(this, filled);
    const state = this.blank?.querySelector(".state");
    if (state) state.textContent = this.filled(this.fields().filter((field) => this.blank.contains(field))) ? this.list.boxes.word("not-yet") : "";
    try {
      const fields = this.fields().map((field) => [field.name, field.type === "radio" ? field.value : "", said(field)]);
      if (filled) sessionStorage.setItem(this.key, JSON.stringify(fields));
      else sessionStorage.removeItem(this.key);
    } catch {
      // a browser that keeps nothing: the words stay on the page, and leaving it is asked about
    }
  }

  restore() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    } catch {
      // as above
    }
    for (const [name, value, words] of kept) {
      const field = this.fields().find((each) => each.name === name && (each.type !== "radio" || each.value === value));
      if (!field || said(field) !== drawn(field)) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = words === "true";
      else field.value = words;
    }
    this.keep();
  }
}

function said(field) {
  return field.type === "checkbox" || field.type === "radio" ? String(field.checked) : field.value;
}

function drawn(field) {
  if (field.type === "checkbox" || field.type === "radio") return String(field.defaultChecked);
  return field.tagName === "SELECT" ? ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value : field.defaultValue;
}
