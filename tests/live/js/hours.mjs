// Hours: the agenda of an open page says what the server says. Cases come as JSON: what tools/intervention_designer/agenda.py made.

import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { hours, plans } from "../../../facilitation/browser/widgets/hours.js";
import { halves, longer } from "../../../facilitation/browser/widgets/minutes.js";

const cases = JSON.parse(readFileSync(process.env.AGENDAS, "utf8"));

test("every agenda has the same parts, minutes and hours here as on the server", () => {
  for (const { parts, blocks, sides, plans: expected } of cases) {
    const found = plans(parts, blocks, sides).map((plan) => ({
      card: plan.card?.id ?? null,
      begins: plan.begins,
      available: plan.available,
      planned: plan.planned,
      over: plan.over,
      slots: plan.slots.map((slot) => ({ ...slot, from: hours(plan, slot.start, sides), to: hours(plan, slot.end, sides) })),
    }));
    assert.deepEqual(found, expected, JSON.stringify({ parts, blocks, sides }));
  }
});

test("minutes that are no number break nothing and take no time", () => {
  const strange = ["ten", -5, true, NaN, Infinity, [], {}, null, undefined, 1e300];
  const [plan] = plans([{ id: "p", on: 7, at: {}, clock: [], minutes: "lots" }], strange.map((minutes, id) => ({ id, part: "p", minutes })), [{ key: "a", zone: 3 }]);
  assert.deepEqual([plan.planned, plan.begins, plan.available, plan.over], [0, null, null, 0]);
  assert.deepEqual(hours(plan, 10, []), []);
});

test("a card gets longer and shorter, five minutes from nothing make five, and never less than none", () => {
  assert.deepEqual([longer(null, 5), longer("ten", 5), longer(10, 5), longer(10, -5), longer(3, -5), longer(0, -5), longer(null, -5)], [5, 5, 15, 5, 0, 0, null]);
});

test("the two halves of a card add up to what it was, whole where it was whole", () => {
  for (const minutes of [0, 1, 2, 25, 99, 100, 0.5, 7.5]) {
    const [one, other] = halves(minutes);
    assert.equal(one + other, minutes);
    if (Number.isInteger(minutes)) assert.ok(Number.isInteger(one) && one - other <= 1 && one >= other);
  }
  assert.deepEqual(halves(null), [null, null]);
});
