// Answers: what is chosen at one place of a document, as facilitation/live/document.py keeps it.
//
// Choosing puts `<key>#<id>` with {value, id, was} and takes away every answer that the person had seen; two people
// who chose at once leave two, and the page shows both. A plain `<key>` (old logs) is read like the others.

// Returns where the answer of an address is kept: a map and a key. Null when the card that it stands on is not there.
export function kept(doc, address, { grid = "", list = "" } = {}) {
  if (grid) return { map: doc.getMap(grid), key: address.slice(grid.length + 1) };
  if (!list) return { map: doc.getMap("values"), key: address };
  const [card, part] = address.slice(list.length + 1).split("/");
  const map = doc.getMap(list).get(card);
  return map ? { map, key: part } : null;
}

// Returns the answers at a place, in an order that is the same on every screen.
export function answers({ map, key }) {
  const found = [];
  for (const [name, held] of map.entries()) {
    if (bare(name) === key && held && typeof held === "object" && "value" in held) found.push({ ...held, name });
  }
  return found.sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
}

// Returns the answers that say different things.
export function distinct(list) {
  return list.filter((each, place) => list.findIndex((other) => same(each.value, other.value)) === place);
}

// Returns the key of an answer without its id.
export function bare(name) {
  const cut = name.indexOf("#");
  return cut < 0 ? name : name.slice(0, cut);
}

// Puts an answer in the place of those in `seen` (names); within a transaction.
export function put({ map, key }, value, seen) {
  const gone = answers({ map, key }).filter((each) => seen.includes(each.name));
  const id = newId();
  for (const each of gone) map.delete(each.name);
  map.set(`${key}#${id}`, { value, id, was: gone[0]?.id || null });
}

// Whether two values are one: not answered, nothing ticked and no mark are the same.
export function same(one, other) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value) {
  if (value === undefined || value === false || value === "" || (Array.isArray(value) && !value.length)) return null;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

// Returns a random id for a card or an answer.
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
