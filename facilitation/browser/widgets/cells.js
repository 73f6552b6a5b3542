// Cells: a table of boxes for the keys. Arrows go from cell to cell, a number chooses, 0 or Delete empties; Tab goes past
// the table after one stop. What is more or less shows how full it is, and names of cards follow the cards.

import { titleOf } from "./held.js";

const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export class Cells {
  constructor(live, table) {
    Object.assign(this, { live, table });
    table.addEventListener("keydown", (event) => this.keyed(event));
    table.addEventListener("focusin", ({ target }) => this.inputs().flat().includes(target) && this.stop(target));
    for (const hint of table.closest("[data-kind=grid]")?.querySelectorAll("[data-keys]") ?? []) hint.hidden = false;
    const all = this.inputs().flat();
    this.stop(all.find((each) => each === document.activeElement) ?? all[0]);
    live.boxes.addEventListener("touched", ({ detail: { box } }) => table.contains(box.element) && this.fill(box.element));
    for (const { element } of [...live.boxes.records.values()].filter(({ element }) => table.contains(element))) this.fill(element);
    for (const list of live.lists()) {
      if (list.room.suffix || ![...table.querySelectorAll("[data-called]")].some((head) => head.dataset.called.startsWith(`${list.home} `))) continue;
      for (const name of ["drawn", "titles"]) list.addEventListener(name, () => this.call(list));
    }
  }

  // The boxes by row and column, as far as there are any.
  inputs() {
    return [...this.table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.querySelector("select, input")));
  }

  stop(input) {
    for (const each of this.inputs().flat()) if (each) each.tabIndex = each === input ? 0 : -1;
  }

  keyed(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typed = target.tagName === "INPUT";
    const way = WAYS[key] ?? (key === "Home" ? [0, -Infinity] : key === "End" ? [0, Infinity] : null);
    if (way && !event.shiftKey && !(typed && way[1] && within(target, way[1]))) {
      event.preventDefault();
      return this.go(target, way);
    }
    if (typed || target.tagName !== "SELECT" || target.disabled) return;
    const option = chosen(target, key);
    if (option === null) return;
    event.preventDefault();
    if (target.value === option) return;
    target.value = option;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  go(input, [down, right]) {
    const rows = this.inputs();
    const row = rows.findIndex((each) => each.includes(input));
    if (row < 0) return;
    const column = rows[row].indexOf(input);
    const there = rows[row + down];
    const next = there?.[Math.min(there.length - 1, Math.max(0, column + right))];
    if (!next || next === input) return;
    next.focus();
    next.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  fill(cell) {
    const bar = cell.querySelector("progress");
    const select = cell.querySelector("select");
    if (!bar || !select) return;
    const place = answersOf(select).indexOf(select.value);
    const full = bar.dataset.from === undefined ? place + 1 : Number(select.value) - Number(bar.dataset.from);
    bar.hidden = place < 0;
    if (place >= 0) bar.value = full;
  }

  call(list) {
    for (const { id } of list.here()) this.live.elsewhere.call(`${list.home} ${id}`, titleOf(list, id, Infinity));
  }
}

// Returns the values of a list to choose from that are answers, in order.
function answersOf(select) {
  return [...select.options].map(({ value }) => value).filter((value) => value && !value.startsWith("__"));
}

// Returns what a key chooses: the answer that is this number, else the one at this place; "" empties; null for nothing.
function chosen(select, key) {
  const offered = answersOf(select);
  if (key === "Delete" || key === "Backspace") return "";
  if (!/^\d$/.test(key)) return null;
  if (offered.every((value) => /^-?\d+$/.test(value))) return offered.includes(key) ? key : null;
  return key === "0" ? "" : (offered[Number(key) - 1] ?? null);
}

// Whether the caret of a box has letters left to go past in this direction.
function within({ selectionStart, selectionEnd, value }, way) {
  return selectionStart !== selectionEnd || (way < 0 ? selectionStart > 0 : selectionEnd < value.length);
}
