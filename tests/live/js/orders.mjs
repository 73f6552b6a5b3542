// The order of cards: what the page makes is what facilitation/live/orders.py makes. Cases come as JSON on the command line.

import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { between, placed, sorted } from "../../../facilitation/browser/live/orders.js";

const { pairs, lists } = JSON.parse(readFileSync(process.env.ORDERS, "utf8"));

test("a key between two others is the one that the server makes", () => {
  for (const [before, after, expected] of pairs) {
    if (expected === null) assert.throws(() => between(before, after));
    else assert.equal(between(before, after), expected);
  }
});

test("the keys to write for a move are those that the server writes", () => {
  for (const [keys, at, expected] of lists) assert.deepEqual([...placed(keys, at)], expected);
});

test("cards with equal keys stand in the order of their ids", () => {
  const cards = [{ id: "b", order: "V" }, { id: "a", order: "V" }, { id: "c", order: "A" }];
  assert.deepEqual(sorted(cards).map((card) => card.id), ["c", "a", "b"]);
});
