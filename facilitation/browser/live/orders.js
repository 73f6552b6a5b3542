// Orders: the place of a card in its list, as a short text between those of its neighbours.
//
// The same rules as facilitation/live/orders.py: digits of base 62 behind an imaginary point, compared sign by sign;
// between two keys there is always another one; keys never end in the lowest digit; equal keys go by the ids.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOWEST = DIGITS[0];
const HIGHEST = DIGITS[DIGITS.length - 1];

// Returns a key after `before` and before `after`; "" is the start or the end of the list.
export function between(before, after) {
  if (after && before >= after) throw new RangeError("no key fits between two keys that are not in order");
  if (!after) return later(before);
  let place = 0;
  while ((before[place] ?? LOWEST) === after[place]) {
    place += 1;
    if (place === after.length) throw new RangeError("a key ends in the lowest digit");
  }
  const shared = after.slice(0, place);
  const first = place < before.length ? digit(before[place]) : 0;
  const last = digit(after[place]);
  if (last - first > 1) return shared + DIGITS[(first + last) >> 1];
  return shared + DIGITS[first] + later(before.slice(place + 1));
}

// Returns a key after `key`, whoever wrote that; short, because most cards are added at the end.
function later(key) {
  for (let place = 0; place < key.length; place += 1) {
    if (key[place] !== HIGHEST && DIGITS.includes(key[place])) return key.slice(0, place) + DIGITS[digit(key[place]) + 1];
  }
  return key + DIGITS[DIGITS.length >> 1];
}

function digit(sign) {
  const value = DIGITS.indexOf(sign);
  if (value < 0) throw new RangeError("another program wrote this key");
  return value;
}

// Returns the keys to write, a Map by place, so that the card at `at` stays between its neighbours when sorted.
// Cards behind it with the same key get new keys too; keys that are no keys of ours are all replaced.
export function placed(keys, at) {
  let low = at ? keys[at - 1] : "";
  let behind = keys.findIndex((key, place) => place > at && key > low);
  if (behind < 0) behind = keys.length;
  const high = keys[behind] ?? "";
  const written = new Map();
  try {
    for (let place = at; place < behind; place += 1) written.set(place, (low = between(low, high)));
  } catch {
    low = "";
    written.clear();
    for (let place = 0; place < keys.length; place += 1) written.set(place, (low = between(low, "")));
  }
  return written;
}

// Returns cards ({id, order}) as they stand in their list.
export function sorted(cards) {
  return [...cards].sort((one, other) => compare(one.order, other.order) || compare(one.id, other.id));
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
