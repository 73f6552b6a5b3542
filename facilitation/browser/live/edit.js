// Edit: whose hand a change of the document is, said as the origin of its transaction, and which boxes it touched.
//
//   Edit    one's own change of a box: a choice, a card; not undone by Ctrl+Z
//   Typing  one's own letters in a box; the undo manager tracks these: trackedOrigins: new Set([Typing])
//   Remote  what came over the line
//   Kept    one's own words of an earlier page, from this device
//
// Whatever is neither Remote nor Kept (an undo, say) is one's own.

import { findRootTypeKey, Map as YMap, Text as YText } from "yjs";

export class Edit {
  constructor(addresses) {
    this.addresses = [addresses].flat();
  }
}

export class Typing extends Edit {}
export class Remote {}
export class Kept {}

export const REMOTE = new Remote();
export const KEPT = new Kept();

export const isOwn = (origin) => !(origin instanceof Remote || origin instanceof Kept);

// The boxes of a transaction: those its origin names, else those that changed.
export function addressesOf(transaction) {
  if (transaction.origin instanceof Edit) return transaction.origin.addresses;
  const found = new Set();
  for (const [type, keys] of transaction.changed) for (const [name] of places(type, keys)) found.add(box(name));
  return [...found];
}

// What a transaction says in words: {input name: () => the words as they stand when asked}.
export function wordsOf(transaction) {
  const found = new Map();
  for (const [type, keys] of transaction.changed) for (const [name, read] of places(type, keys)) found.set(name, read);
  return found;
}

const box = (name) => name.replace(/@[^@/]*$/, "");

// Each place that changed: the name of its input and how to read it. Names: see document.py.
function places(type, keys) {
  if (type instanceof YText) return type._item ? [] : [[findRootTypeKey(type), () => type.toString()]];
  if (!(type instanceof YMap)) return [];
  const home = homeOf(type);
  return [...keys].map((key) => {
    const plain = key.split("#")[0];
    return [home === "values" ? plain : `${home}/${plain}`, () => said(type.get(key))];
  });
}

function homeOf(map) {
  return map._item ? `${homeOf(map._item.parent)}/${map._item.parentSub}` : findRootTypeKey(map);
}

function said(held) {
  const value = held instanceof YMap ? "" : (held?.value ?? held);
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? (typeof value.text === "string" ? value.text : "") : String(value);
}
