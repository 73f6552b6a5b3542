// What changed in a box, and how words go on top of what others wrote meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  carriedOut,
  change,
  changes,
  inKept,
  keepable,
  pieces,
  place,
  shown,
  together,
} from "../../../facilitation/browser/live/differences.js";

const numbers = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const some = (random, list) => list[Math.floor(random() * list.length)];
const SIGNS = ["a", "b", " ", "\n", "é", "ñ", "e\u0301", "👍", "👍🏽", "👩‍👩‍👧", "🇧🇪", "🇧🇴", "🌱", ".", "?"];
const text = (random, most) => Array.from({ length: Math.floor(random() * most) }, () => some(random, SIGNS)).join("");
const whole = (it) => [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(it)].map((one) => one.index);

test("the one change makes the text after of the text before, and never cuts a sign", () => {
  const random = numbers(3);
  for (let round = 0; round < 3000; round += 1) {
    const before = text(random, 12);
    const at = some(random, [...whole(before), before.length]);
    const put = text(random, 4);
    const after = before.slice(0, at) + put + before.slice(some(random, [...whole(before), before.length].filter((to) => to >= at)));
    const one = change(before, after, at + put.length);
    assert.equal(carriedOut(before, [one]), after);
    for (const half of [before.slice(0, one.at), one.put, before.slice(one.at + one.gone)]) assert.ok(keepable(half));
    assert.ok([...whole(before), before.length].includes(one.at), JSON.stringify([before, after, one]));
  }
});

test("the letter that was typed is the one before the caret", () => {
  assert.deepEqual(change("aaaa", "aaaaa", 2), { at: 1, gone: 0, put: "a" });
  assert.deepEqual(change("aaaa", "aaa", 1), { at: 1, gone: 1, put: "" });
  assert.deepEqual(change("same", "same"), { at: 4, gone: 0, put: "" });
});

test("a thumb that gets a colour is put anew as one sign", () => {
  assert.deepEqual(change("ja 👍 goed", "ja 👍🏽 goed"), { at: 3, gone: 2, put: "👍🏽" });
  assert.deepEqual(change("😀", "😁"), { at: 0, gone: 2, put: "😁" });
});

test("lists of changes make one text of another, in whole words or in letters", () => {
  const random = numbers(5);
  for (let round = 0; round < 3000; round += 1) {
    const [before, after] = [text(random, 14), text(random, 14)];
    assert.equal(carriedOut(before, changes(before, after)), after);
    assert.equal(carriedOut(before, changes(before, after, true)), after);
  }
  assert.deepEqual(changes("een plein voor iedereen", "een park voor iedereen"), [{ at: 4, gone: 5, put: "park" }]);
});

test("words typed before the page was live go on top of what others wrote, and the words of both stay", () => {
  const both = (base, mine, theirs) => carriedOut(theirs, together(base, mine, theirs));
  assert.equal(both("Een plein.", "Een groot plein.", "Een plein. Met bomen."), "Een groot plein. Met bomen.");
  assert.equal(both("Een plein.", "Een groot plein.", "Een groot plein."), "Een groot plein.");
  assert.equal(both("rood", "groen", "blauw"), "groen blauw");
  assert.equal(both("een twee drie", "een drie", "een twee drie vier"), "een drie vier");
  assert.equal(both("een twee drie", "een", "een twee en een half drie"), "een en een half ");
  assert.equal(both("", "Bomen.", "Water."), "Water.\nBomen.");
  assert.equal(both("", "Bomen.", "Water.\nBomen."), "Water.\nBomen.");
  assert.equal(both("iets", "", "iets meer"), " meer");
  assert.equal(both("iets", "iets", "anders"), "anders");
});

test("whatever two people did to one text, every word that either put there is in the result", () => {
  const random = numbers(11);
  const words = ["een", "twee", "drie", "vier", "vijf", "zes"];
  const edit = (list, mark) => {
    const done = list.filter(() => random() > 0.2);
    for (let times = 0; times < 3; times += 1) done.splice(Math.floor(random() * (done.length + 1)), 0, `${mark}${Math.floor(random() * 99)}`);
    return done;
  };
  for (let round = 0; round < 2000; round += 1) {
    const base = Array.from({ length: 6 }, () => some(random, words));
    const [mine, theirs] = [edit(base, "m"), edit(base, "t")];
    const result = carriedOut(theirs.join(" "), together(base.join(" "), mine.join(" "), theirs.join(" "))).split(/\s+/);
    for (const word of [...mine, ...theirs].filter((each) => /^[mt]\d/.test(each))) assert.ok(result.includes(word), `${word}: ${base} | ${mine} | ${theirs} | ${result}`);
  }
});

test("a caret stays where it was among the words", () => {
  assert.equal(place([{ at: 0, gone: 0, put: "Nu: " }], 3), 7);
  assert.equal(place([{ at: 3, gone: 0, put: "meer" }], 3, true), 3);
  assert.equal(place([{ at: 3, gone: 0, put: "meer" }], 3), 7);
  assert.equal(place([{ at: 1, gone: 5, put: "" }], 3, true), 1);
  assert.equal(place([{ at: 5, gone: 2, put: "x" }], 3, true), 3);
});

test("a text of an old file with CR is shown with LF, and changed where it was meant", () => {
  const kept = "een\r\ntwee\rdrie\nvier";
  assert.equal(shown(kept), "een\ntwee\ndrie\nvier");
  for (const each of [{ at: 4, gone: 0, put: "en " }, { at: 3, gone: 1, put: " " }, { at: 8, gone: 1, put: "-" }, { at: 18, gone: 0, put: "!" }]) {
    assert.equal(shown(carriedOut(kept, [inKept(kept, each)])), carriedOut(shown(kept), [each]));
  }
});

test("half a sign or a NUL cannot be kept, everything else can", () => {
  assert.deepEqual(["a\ud83d", "\udc4db", "a\0b", "👍🏽", "\u0001\r\n"].map(keepable), [false, false, false, true, true]);
});

test("a long paste is cut into pieces between signs", () => {
  const long = "a" + "🌱".repeat(30_000);
  const found = pieces(long, 16_000);
  assert.equal(found.join(""), long);
  assert.deepEqual(found.map((each) => each.length <= 16_000 && keepable(each)), [true, true, true, true]);
});
