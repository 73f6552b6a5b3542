// Boxes: everything on the page that one can write in, tied to the documents of its rooms.
//
// A box is an element with data-box (its address), data-kind and data-room; nothing here knows a tool. `bind` takes an
// element and all boxes in it, also one that arrived later; `free` lets go of what leaves the page. A record of a box:
// {element, room, address, kind, texts, value}; `touched(box, others)` is told to whoever listens when it changed.

import { Map as YMap } from "yjs";
import { bare, kept } from "./answers.js";
import { WrittenText } from "./texts.js";
import { ChosenValue } from "./values.js";
import { complain } from "./problems.js";
import { steadily } from "./steady.js";
import { fit } from "../height.js";

export class Boxes extends EventTarget {
  constructor(session, undo) {
    super();
    Object.assign(this, { session, undo, records: new Map(), elements: new WeakMap(), waiting: new Set(), heard: new Set() });
    this.language = document.documentElement.lang || undefined;
    session.addEventListener("rooms", () => this.lock());
    session.addEventListener("refused", () => this.lock(true));
  }

  word(key, values) {
    return this.session.word(key, values);
  }

  // Ties an element and all boxes in it to their documents.
  bind(part) {
    for (const element of [part, ...part.querySelectorAll("[data-box]")]) {
      const room = element.dataset?.box && !this.elements.has(element) && this.session.rooms.get(element.dataset.room);
      if (room) this.tie(element, room);
    }
  }

  tie(element, room) {
    const { box: address, kind } = element.dataset;
    const box = { element, room, address, kind, boxes: this, texts: [], value: null };
    box.unsaved = (what, is) => this.unsaved(what, is);
    this.elements.set(element, box);
    this.records.set(`${room.suffix} ${address}`, box);
    if (kind === "cards" || kind === "grid") return;
    for (const area of own(element, "textarea")) this.write(box, area);
    const inputs = own(element, "input:not([type=hidden]), select").filter((input) => input.name);
    if (inputs.length || own(element, "[data-options]").length) box.value = this.choose(box, inputs);
    if (!room.write) lock([...inputs, ...box.texts.map((text) => text.area)]);
  }

  write(box, area) {
    const { room, address } = box;
    const name = `${address}@${area.name.split("@").pop()}`;
    const text = room.doc.getText(name);
    const told = {
      changed: () => {
        sayBlank(area);
        this.touched(box, false);
        this.dispatchEvent(new CustomEvent("typed", { detail: box }));
      },
      refused: (problem) => {
        this.unsaved(area, Boolean(problem));
        complain([area], problem ? this.word(...problem) : "");
      },
      drawn: (others, undone) => {
        if (others) steadily(() => fit(area));
        else fit(area);
        if (undone) reveal(area);
        sayBlank(area);
        this.touched(box, others);
      },
    };
    this.undo.follow(text);
    const written = new WrittenText(area, text, (work) => room.type(address, work), told, area.defaultValue);
    box.texts.push(written);
    area.addEventListener("input", () => written.settle());
    area.addEventListener("compositionstart", () => written.composes(true));
    area.addEventListener("compositionend", () => setTimeout(() => written.composes(false)));
    area.addEventListener("focus", () => this.undo.rest());
    area.addEventListener("blur", () => written.composing && written.composes(false));
    area.addEventListener("beforeinput", (event) => {
      if (/^insertFrom|^deleteBy/.test(event.inputType)) this.undo.rest(); // what is pasted or cut is a step of its own
      const way = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
      if (!way) return;
      event.preventDefault();
      this.undo.go(way);
    });
  }

  choose(box, inputs) {
    const { element, room, address } = box;
    const grid = element.parentElement?.closest("[data-kind=grid]")?.dataset.box ?? "";
    const cards = element.closest("[data-cards]")?.dataset;
    const list = cards && cards.room === room.suffix && address.startsWith(`${cards.cards}/`) ? cards.cards : "";
    this.hear(room, grid || list || "values");
    return new ChosenValue(box, inputs, () => kept(room.doc, address, { grid, list }));
  }

  // Listens to a root of a document: the box of each answer that changes shows it.
  hear(room, name) {
    const key = `${room.suffix} ${name}`;
    if (this.heard.has(key)) return;
    this.heard.add(key);
    room.doc.getMap(name).observeDeep((events, transaction) => {
      for (const { target, keys, path } of events) {
        if (!(target instanceof YMap)) continue;
        const start = name === "values" ? "" : [name, ...path, ""].join("/");
        for (const changed of new Set([...keys.keys()].map(bare))) {
          const box = this.records.get(`${room.suffix} ${start}${changed}`);
          box?.value?.show();
          if (box) this.touched(box, !transaction.local);
        }
      }
    });
  }

  touched(box, others) {
    this.dispatchEvent(new CustomEvent("touched", { detail: { box, others } }));
  }

  find(suffix, address) {
    return this.records.get(`${suffix} ${address}`);
  }

  of(element) {
    return this.elements.get(element?.closest?.("[data-box]"));
  }

  // Notes what stands in a box and is in no document: it is asked about when the page is left.
  unsaved(what, is) {
    if (is) this.waiting.add(what);
    else this.waiting.delete(what);
    this.dispatchEvent(new Event("unsaved"));
  }

  // Takes everything that was typed and not yet sent into the documents; false when something cannot be read.
  commit() {
    for (const box of this.records.values()) {
      box.value?.commit();
      for (const text of box.texts) if (!text.composing) text.settle();
    }
    return !this.waiting.size;
  }

  free(part) {
    for (const element of [part, ...part.querySelectorAll("[data-box]")]) {
      const box = this.elements.get(element);
      if (!box) continue;
      this.elements.delete(element);
      const key = `${box.room.suffix} ${box.address}`;
      if (this.records.get(key) === box) this.records.delete(key);
      for (const text of box.texts) {
        text.destroy();
        this.waiting.delete(text.area);
      }
      box.value?.free();
      this.waiting.delete(box.value);
    }
  }

  // What may no longer be written can still be read, selected and copied.
  lock(all = false) {
    for (const { element, room } of this.records.values()) lock(own(element, "textarea, input, select, button"), all || !room.write);
  }

  // Words of this page's language.

  joined(list) {
    try {
      return new Intl.ListFormat(this.language, { type: "conjunction" }).format(list);
    } catch {
      return list.join(", ");
    }
  }

  number(value) {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: 20 }).format(value);
  }

  day(value) {
    const date = new Date(`${value}T00:00:00Z`);
    return Number.isNaN(Number(date)) ? value : date.toLocaleDateString(this.language, { dateStyle: "long", timeZone: "UTC" });
  }
}

// Returns what stands in a box itself and not in a box inside it.
export function own(element, selector) {
  return [...element.querySelectorAll(selector)].filter((each) => each.closest("[data-box]") === element);
}

// Words that one took back elsewhere on the page come in sight.
function reveal(area) {
  if (document.activeElement === area) return;
  for (let fold = area.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  area.scrollIntoView({ block: "nearest" });
}

// Another language says beside its name that it is still empty, as long as it is.
function sayBlank(area) {
  const mark = area.closest("details.otherwords")?.querySelector("summary .muted");
  if (mark) mark.hidden = Boolean(area.value.trim());
}

function lock(inputs, locked = true) {
  for (const input of inputs) {
    const held = input.tagName === "TEXTAREA" ? "readOnly" : "disabled";
    if (locked && !input[held]) input.dataset.locked = "";
    if (locked) input[held] = true;
    else if ("locked" in input.dataset) {
      delete input.dataset.locked;
      input[held] = false;
    }
  }
}
