// Answers: what is chosen at one place, and what two people who chose at once leave.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "../../../facilitation/browser/node_modules/yjs/dist/yjs.mjs";
import { answers, distinct, kept, newId, put, same } from "../../../facilitation/browser/live/answers.js";

const held = (doc, address, how) => answers(kept(doc, address, how));
const values = (doc, address, how) => held(doc, address, how).map((each) => each.value).sort();
const names = (doc, address, how) => held(doc, address, how).map((each) => each.name);
function choose(doc, address, value, how, seen = names(doc, address, how)) {
  doc.transact(() => put(kept(doc, address, how), value, seen));
}
function meet(...docs) {
  for (const one of docs) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  for (const one of docs) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
}

test("a choice takes the place of the one that was seen, and remembers it", () => {
  const doc = new Y.Doc();
  choose(doc, "frame.room", 3);
  const [first] = held(doc, "frame.room");
  choose(doc, "frame.room", 4);
  const [second, ...more] = held(doc, "frame.room");
  assert.deepEqual([second.value, second.was, more], [4, first.id, []]);
  assert.ok(/^frame\.room#[0-9a-f]{16}$/.test(second.name));
});

test("two people who choose at once leave two answers, until somebody who sees both chooses again", () => {
  const [ana, bert, carla] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  choose(ana, "frame.room", 1);
  meet(ana, bert, carla);
  choose(ana, "frame.room", 3);
  choose(bert, "frame.room", 4);
  meet(ana, bert, carla);
  assert.deepEqual([values(ana, "frame.room"), values(bert, "frame.room")], [[3, 4], [3, 4]]);
  choose(bert, "frame.room", 4);
  meet(ana, bert, carla);
  for (const each of [ana, bert, carla]) assert.deepEqual(values(each, "frame.room"), [4]);
});

test("two people who choose the same thing at once agree", () => {
  const [ana, bert] = [new Y.Doc(), new Y.Doc()];
  choose(ana, "frame.room", 3);
  choose(bert, "frame.room", 3);
  meet(ana, bert);
  assert.deepEqual(distinct(held(ana, "frame.room")).map((each) => each.value), [3]);
});

test("who had not seen an answer does not take it away", () => {
  const doc = new Y.Doc();
  choose(doc, "frame.room", 3);
  choose(doc, "frame.room", 4, undefined, []);
  assert.deepEqual(values(doc, "frame.room"), [3, 4]);
});

test("an answer of an old log, under its plain name, is read and replaced", () => {
  const doc = new Y.Doc();
  doc.getMap("values").set("frame.room", { value: 2, id: "old", was: null });
  assert.deepEqual(values(doc, "frame.room"), [2]);
  choose(doc, "frame.room", 5);
  assert.deepEqual([values(doc, "frame.room"), held(doc, "frame.room")[0].was], [[5], "old"]);
});

test("an answer has its place: in its grid, on its card, in its room", () => {
  const doc = new Y.Doc();
  doc.getMap("topic.causes").set("c4rdc4rd", new Y.Map());
  choose(doc, "numbers.levels/square/january", 2, { grid: "numbers.levels" });
  choose(doc, "topic.causes/c4rdc4rd/depth", 3, { list: "topic.causes" });
  choose(doc, "topic.causes/c4rdc4rd/love.tarija", 1);
  const bare = (map) => [...map.keys()].map((key) => key.split("#")[0]);
  assert.deepEqual(bare(doc.getMap("numbers.levels")), ["square/january"]);
  assert.deepEqual(bare(doc.getMap("topic.causes").get("c4rdc4rd")), ["depth"]);
  assert.deepEqual(bare(doc.getMap("values")), ["topic.causes/c4rdc4rd/love.tarija"]);
  assert.equal(kept(doc, "topic.causes/otherone/depth", { list: "topic.causes" }), null);
});

test("not answered is one thing however it is written, and a place is the same in any order", () => {
  assert.ok(same(null, false) && same([], undefined) && same("", null) && same({ x: 1, y: 2 }, { y: 2, x: 1 }));
  assert.ok(!same(true, 1) && !same("3", 3) && !same(["a"], ["a", "b"]) && !same(0, null));
});

test("an id has the look that the server wants", () => {
  assert.ok(Array.from({ length: 100 }, newId).every((id) => /^[a-z0-9]{8,40}$/.test(id)));
});
