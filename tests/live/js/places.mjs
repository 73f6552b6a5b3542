// Places: where marks and weeks are drawn, and what they are called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "../../../facilitation/browser/widgets/apart.js";
import { after, letters, monday, months, stretches, within } from "../../../facilitation/browser/widgets/year.js";
import { dice } from "./time.mjs";

const covers = (one, other) => Math.abs(one.x - other.x) < (one.w + other.w) / 2 && Math.abs(one.y - other.y) < (one.h + other.h) / 2;

test("marks that have room stay exactly at their place", () => {
  const marks = [{ x: 50, y: 50, w: 80, h: 30 }, { x: 50, y: 100, w: 80, h: 30 }, { x: 200, y: 50, w: 80, h: 30 }];
  assert.deepEqual(apart(marks, 300, 300), marks.map(({ x, y }) => ({ x, y })));
});

test("marks never cover each other and never leave the picture, as long as there is room", () => {
  const chance = dice(7);
  for (let round = 0; round < 200; round += 1) {
    const many = 2 + Math.floor(chance() * 8);
    const heaps = [[150, 150], [0, 0], [300, 0], [chance() * 300, chance() * 300]];
    const marks = Array.from({ length: many }, () => {
      const [x, y] = chance.of(heaps);
      return { x, y, w: 40 + Math.floor(chance() * 60), h: 34 };
    });
    const found = apart(marks, 300, 300).map((at, number) => ({ ...marks[number], ...at }));
    for (const [number, one] of found.entries()) {
      assert.ok(one.x >= one.w / 2 - 1e-6 && one.x <= 300 - one.w / 2 + 1e-6 && one.y >= 16.99 && one.y <= 283.01);
      for (const other of found.slice(number + 1)) assert.ok(!covers(one, other), JSON.stringify(marks));
    }
  }
});

test("the same marks are drawn the same way on every screen", () => {
  const marks = Array.from({ length: 6 }, () => ({ x: 150, y: 150, w: 60, h: 30 }));
  assert.deepEqual(apart(marks, 300, 300), apart(structuredClone(marks), 300, 300));
});

test("a year is twelve months of weeks that follow each other without a gap, from the week of today on", () => {
  for (const today of ["2026-11-27", "2026-11-01", "2027-01-03", "2024-02-29", "2026-12-31"]) {
    for (const years of [-1, 0, 1]) {
      const shown = months(today, years);
      const weeks = shown.flatMap((month) => month.weeks);
      assert.equal(shown.length, 12);
      assert.ok(weeks.every((week, number) => week === monday(week) && (!number || week === after(weeks[number - 1], 7))));
      if (!years) assert.ok(weeks.slice(0, 5).includes(monday(today)));
      assert.deepEqual(weeks, [...new Set(weeks)]);
    }
  }
});

test("a stretch lies in every week with which it shares a day; one without a first day, or the wrong way round, in none", () => {
  const found = stretches([
    { id: "a", starts: "2026-12-06", ends: "2026-12-14" },
    { id: "b", starts: "2026-12-09", ends: null },
    { id: "c", starts: null, ends: "2026-12-09" },
    { id: "d", starts: "2026-12-09", ends: "2026-12-01" },
    { id: "e", starts: "2026-02-30", ends: null },
  ]);
  const on = (week) => within(found, week).map(({ id }) => id);
  assert.deepEqual([on("2026-11-23"), on("2026-11-30"), on("2026-12-07"), on("2026-12-14"), on("2026-12-21")], [[], ["a"], ["a", "b"], ["a"], []]);
});

test("each kind of week has a letter of its own, in every language", () => {
  assert.deepEqual(letters(["Kan niet", "Gaat trager", "Goed moment"]), ["K", "G", "M"]);
  assert.deepEqual(letters(["No se puede", "Va más lento", "Buen momento"]), ["N", "V", "B"]);
  assert.deepEqual(letters(["aa", "aa", "é"]), ["A", "2", "É"]);
});
