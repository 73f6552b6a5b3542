// Values: the inputs of a box in which one chooses or types a value, and the answer of the document behind them.
//
// A choice goes out at once; what is typed (a number, a day, a position) when one leaves the box or rests. What cannot
// be read is not sent: it stays in the box, and a sentence beside it says why. Answers of two people who chose at once
// stand both below the box until somebody chooses again.

import { answers, distinct, put, same } from "./answers.js";
import { NOTHING, strings, understand } from "./reading.js";
import { button, note } from "./notes.js";
import { complain } from "./problems.js";

const REST_MS = 1_000;
const ENDING = /(!|:x|:y)?$/;

export class ChosenValue {
  // `box` is a record of boxes.js; `inputs` are all of one value; `place()` says where its answer is kept, or null.
  constructor(box, inputs, place) {
    Object.assign(this, { box, inputs, place, seen: [], timer: 0 });
    const { kind, element } = box;
    const many = kind === "link" && Boolean(element.querySelector("[data-options]"));
    this.options = { whole: "whole" in element.dataset, many };
    this.start();
    for (const input of inputs) this.listen(input);
  }

  listen(input) {
    input.addEventListener("change", () => !["date", "time"].includes(input.type) && this.commit()); // those change with every digit
    if (!isTyped(input)) return;
    input.addEventListener("input", () => this.wait());
    input.addEventListener("blur", () => this.commit());
  }

  // Takes one more box to tick.
  adopt(input) {
    this.inputs.push(input);
    this.listen(input);
  }

  withdraw(input) {
    this.inputs.splice(this.inputs.indexOf(input), 1);
    input.closest("label")?.remove();
  }

  // Takes over from the page as it was drawn: what differs from that was chosen before the page was live.
  start() {
    const drawn = this.mean(this.raw(true));
    const list = this.held();
    const untouched = JSON.stringify(this.raw()) === JSON.stringify(this.raw(true));
    this.last = JSON.stringify(this.raw(true));
    const both = distinct(list).length > 1;
    const known = both ? this.box.element.querySelector("[data-unsettled]") : same(drawn.value, list[0]?.value);
    this.seen = known ? list.map((each) => each.name) : [];
    if (untouched) this.show();
    else this.commit();
  }

  held() {
    const place = this.place();
    return place ? answers(place) : [];
  }

  // The strings of the inputs by ending, as a form would post them; `drawn`: as the page came.
  raw(drawn = false) {
    const found = {};
    for (const input of this.inputs) {
      const list = (found[ENDING.exec(input.name)[0]] ??= []);
      if (input.type === "checkbox" || input.type === "radio") {
        if (drawn ? input.defaultChecked : input.checked) list.push(input.value);
      } else if (input.tagName === "SELECT") {
        const options = [...input.options];
        const chosen = drawn ? options.find((each) => each.defaultSelected) : options[input.selectedIndex];
        list.push((chosen ?? options[0])?.value ?? "");
      } else {
        list.push(drawn ? input.defaultValue : input.value);
      }
    }
    return found;
  }

  mean(raw) {
    if (this.inputs.some((input) => input.validity?.badInput)) return { problem: [`not-a-${this.box.kind}`] };
    return understand(this.box.kind === "cards" ? "mark" : this.box.kind, raw, this.options);
  }

  // Shows what the document says, unless somebody is typing something else here.
  show() {
    const list = this.held();
    const dirty = JSON.stringify(this.raw()) !== this.last;
    if (!dirty) {
      this.seen = list.map((each) => each.name);
      const now = this.mean(this.raw());
      const both = distinct(list).length > 1;
      const value = both ? null : (list[0]?.value ?? null);
      if (both) this.write(undefined); // of two answers none is the first
      else if (now.problem || !same(now.value, value) || this.two) this.write(value);
      this.last = JSON.stringify(this.raw());
    }
    this.beside(distinct(list));
  }

  write(value) {
    const shown = value === undefined ? {} : strings(this.box.kind, value);
    for (const input of this.inputs) {
      const list = shown[ENDING.exec(input.name)[0]] ?? [];
      if (input.type === "checkbox" || input.type === "radio") input.checked = list.includes(input.value);
      else if (input.tagName === "SELECT") choose(input, list[0] ?? "");
      else input.value = list[0] ?? "";
    }
  }

  wait() {
    clearTimeout(this.timer);
    this.box.unsaved(this, true);
    this.timer = setTimeout(() => this.commit(true), REST_MS);
  }

  // Takes what stands in the inputs into the document; `quietly` says nothing yet about what cannot be read.
  commit(quietly = false) {
    clearTimeout(this.timer);
    const raw = this.raw();
    if (JSON.stringify(raw) === this.last) return this.fine();
    const { value, problem } = this.mean(raw);
    const place = this.place();
    if (problem || !place) {
      this.box.unsaved(this, true);
      if (problem && !quietly) complain(this.inputs, this.box.boxes.word(...problem));
      return;
    }
    this.last = JSON.stringify(raw);
    this.fine();
    const list = answers(place);
    if (list.length === 1 && this.seen.includes(list[0].name) && same(list[0].value, value)) return this.show();
    if (!list.length && same(value, null)) return;
    this.settle(value);
  }

  fine() {
    complain(this.inputs, "");
    this.box.unsaved(this, false);
  }

  settle(value) {
    const { room, address, boxes } = this.box;
    room.edit(address, () => put(this.place(), value, this.seen));
    this.show();
    boxes.touched(this.box, false);
  }

  // Shows the answers of people who had not seen each other's, each with a button to keep it.
  beside(list) {
    const { boxes, element } = this.box;
    const told = element.querySelector("[data-unsettled]"); // by the server, with the names of who chose
    this.two?.remove();
    this.two = null;
    if (list.length < 2) return told?.remove();
    const said = list.map((each) => this.say(each.value));
    const buttons = list.map((each, number) => {
      const made = button(boxes.word("keep-answer", { answer: said[number] }), () => this.keep(each.value));
      made.disabled = !this.box.room.write;
      return made;
    });
    this.two = note(boxes.word("two", { answers: boxes.joined(said) }), buttons);
    this.two.removeAttribute("role"); // the sentence is read with the field, not in between
    this.two.dataset.two = "";
    this.two.firstElementChild.hidden = Boolean(told);
    const after = [...element.children].find((each) => each.matches("[data-part]"));
    if (after) after.after(this.two);
    else element.append(this.two);
  }

  // Takes an answer that was given elsewhere on the page, in the place of all that stand.
  set(value) {
    this.seen = this.held().map((each) => each.name);
    this.write(value);
    this.last = JSON.stringify(this.raw());
    this.fine();
    this.settle(value);
  }

  keep(value) {
    this.set(value);
    (this.inputs.find((input) => input.checked) ?? this.inputs[0])?.focus();
  }

  // Returns a value in words, "" for none.
  say(value) {
    const { boxes, kind, element } = this.box;
    const label = (one) => {
      const input = this.inputs.find((each) => each.value === one && (each.type === "radio" || each.type === "checkbox"));
      const option = this.inputs.flatMap((each) => [...(each.options ?? [])]).find((each) => each.value === one);
      return (input?.closest("label")?.textContent ?? option?.textContent ?? "").trim();
    };
    if (same(value, null)) return boxes.word("no-answer");
    if (value === NOTHING) return label(NOTHING);
    if (value === true) return label("yes");
    if (Array.isArray(value)) return boxes.joined(this.offered(value).map((each) => label(each) || "…"));
    if (kind === "position") return `${boxes.number(value.x)} / ${boxes.number(value.y)}`;
    if (kind === "day") return boxes.day(value);
    if (kind === "number") return [boxes.number(value), element.dataset.unit].filter(Boolean).join(" ");
    return label(String(value)) || String(value);
  }

  // Several values in the order in which they are offered.
  offered(values) {
    const order = this.inputs.flatMap((each) => (each.options ? [...each.options] : [each])).map((each) => each.value);
    const rank = (value) => (order.includes(value) ? order.indexOf(value) : order.length);
    return [...values].sort((one, other) => rank(one) - rank(other));
  }

  // Returns what the document says in words, "" when nobody answered.
  said() {
    const list = distinct(this.held()).filter((each) => !same(each.value, null));
    return list.map((each) => this.say(each.value)).join(" / ");
  }

  free() {
    clearTimeout(this.timer);
  }
}

function isTyped(input) {
  return input.tagName === "INPUT" && input.type !== "checkbox" && input.type !== "radio";
}

// Chooses from a list, also what it does not offer any more: a card that was taken away.
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option("…", value));
  select.value = value;
}
