// Minutes: how long a card of an agenda is after a press on its buttons.

import { length } from "./hours.js";

// Returns minutes that are so many longer, never below none; on a card without any, five more make five.
export function longer(value, by) {
  const now = length(value);
  if (now === null && by < 0) return value;
  return Math.max(0, (now ?? 0) + by);
}

// Returns the minutes of the two halves of a card, whole where they were whole; they add up to what they were.
export function halves(minutes) {
  if (minutes === null) return [null, null];
  const one = Number.isInteger(minutes) ? Math.ceil(minutes / 2) : minutes / 2;
  return [one, minutes - one];
}
