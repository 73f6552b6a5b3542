// Texts and undo: boxes of two or three people, each with a document of their own, and what goes between them.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "../../../facilitation/browser/node_modules/yjs/dist/yjs.mjs";
import { WrittenText } from "../../../facilitation/browser/live/texts.js";
import { Undo, meant } from "../../../facilitation/browser/live/undo.js";

class Typing {}

const numbers = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

// A box as a browser has it, as far as the binding looks at it.
class Area {
  constructor(value = "") {
    this.ownerDocument = { activeElement: this };
    this.words = value;
    this.selectionStart = this.selectionEnd = value.length;
    this.selectionDirection = "none";
    this.scrollTop = 0;
  }
  get value() {
    return this.words;
  }
  set value(words) {
    this.words = words;
    this.selectionStart = this.selectionEnd = words.length;
  }
  setSelectionRange(start, end) {
    [this.selectionStart, this.selectionEnd] = [start, end];
  }
}

class Someone {
  constructor(drawn = "", name = "topic.theme@nl", doc = new Y.Doc()) {
    this.doc = doc;
    this.area = new Area(drawn);
    this.drawn = drawn;
    this.name = name;
    this.undo = new Undo(Typing);
    this.problems = [];
    this.transactions = 0;
  }
  bind() {
    const told = { changed() {}, drawn() {}, refused: (problem) => this.problems.push(problem && problem[0]) };
    const text = this.doc.getText(this.name);
    this.undo.follow(text);
    const type = (work) => {
      this.transactions += 1;
      this.doc.transact(work, new Typing());
    };
    this.box = new WrittenText(this.area, text, type, told, this.drawn);
    return this;
  }
  get kept() {
    return this.doc.getText(this.name).toString();
  }
  type(words, at = this.area.selectionStart, gone = 0) {
    const { value } = this.area;
    this.area.words = value.slice(0, at) + words + value.slice(at + gone);
    this.area.setSelectionRange(at + words.length, at + words.length);
    this.box.settle();
  }
}

function meet(...people) {
  for (let again = 0; again < 2; again += 1) {
    for (const one of people) for (const other of people) if (one !== other) {
      Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)), "remote");
    }
  }
}

test("what one types stands in the box of the other, whose caret stays among the words", () => {
  const [ana, bert] = [new Someone().bind(), new Someone().bind()];
  ana.type("een plein");
  meet(ana, bert);
  bert.area.setSelectionRange(4, 9);
  ana.type("groot ", 4);
  ana.type("Nu: ", 0);
  meet(ana, bert);
  assert.equal(bert.area.value, "Nu: een groot plein");
  assert.equal(bert.area.value.slice(bert.area.selectionStart, bert.area.selectionEnd), "plein");
});

test("two people who type at once end with the same words, whatever they type and however it goes to and fro", () => {
  const SIGNS = ["a", "b", " ", "\n", "é", "👍🏽", "👩‍👩‍👧", "🇧🇪", "🌱"];
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = numbers(seed);
    const people = Array.from({ length: 2 + (seed % 2) }, () => new Someone().bind());
    const typed = people.map(() => 0);
    for (let turn = 0; turn < 40; turn += 1) {
      const who = Math.floor(random() * people.length);
      const { value } = people[who].area;
      const places = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(value)].map((one) => one.index).concat(value.length);
      const at = places[Math.floor(random() * places.length)];
      const to = random() < 0.3 ? places.find((each) => each > at) ?? at : at;
      people[who].type(SIGNS[Math.floor(random() * SIGNS.length)], at, to - at);
      typed[who] += 1;
      if (random() < 0.3) meet(...people.filter(() => random() < 0.8));
    }
    meet(...people);
    for (const each of people) {
      assert.equal(each.area.value, people[0].area.value);
      assert.equal(each.kept, each.area.value);
      assert.ok(!each.kept.includes("\ufffd"));
    }
  }
});

test("words typed before the page was live are put on top of what others wrote meanwhile", () => {
  const ana = new Someone().bind();
  ana.type("een plein");
  const bert = new Someone("een plein");
  ana.type(" voor iedereen");
  meet(ana, bert);
  bert.area.words = "een groot plein";
  bert.bind();
  meet(ana, bert);
  assert.equal(ana.area.value, "een groot plein voor iedereen");
  assert.equal(bert.area.value, "een groot plein voor iedereen");
});

test("a page that was drawn before somebody wrote on shows the words of now and changes nothing", () => {
  const ana = new Someone().bind();
  ana.type("een plein");
  const bert = new Someone("een");
  meet(ana, bert);
  bert.bind();
  assert.equal(bert.area.value, "een plein");
  assert.equal(bert.transactions, 0);
});

test("while a keyboard composes a word, the words of others wait and its own go out", () => {
  const [ana, bert] = [new Someone().bind(), new Someone().bind()];
  ana.type("plein");
  meet(ana, bert);
  bert.box.composes(true);
  bert.type("m", 5);
  ana.type("een ", 0);
  meet(ana, bert);
  assert.equal(bert.area.value, "pleinm");
  bert.type("et", 6);
  meet(ana, bert);
  assert.equal(ana.area.value, "een pleinmet");
  assert.equal(bert.area.value, "pleinmet");
  bert.box.composes(false);
  assert.equal(bert.area.value, "een pleinmet");
  assert.equal(bert.kept, "een pleinmet");
});

test("half a sign and a NUL stay in the box and are said; nothing else is lost with them", () => {
  for (const bad of ["\ud83d", "\0"]) {
    const [ana, bert] = [new Someone().bind(), new Someone().bind()];
    ana.type("een plein");
    meet(ana, bert);
    bert.type(`groot${bad} `, 4);
    ana.type("!", 9);
    meet(ana, bert);
    assert.deepEqual([bert.area.value, bert.kept, bert.problems], [`een groot${bad} plein`, "een plein!", ["unkept"]]);
    bert.type("", 9, 1);
    meet(ana, bert);
    assert.deepEqual([ana.area.value, bert.area.value, bert.problems], ["een groot plein!", "een groot plein!", ["unkept", null]]);
  }
});

test("a paste of 200,000 signs goes out in pieces and comes in whole; a longer one is asked to be shortened", () => {
  const [ana, bert] = [new Someone().bind(), new Someone().bind()];
  const long = "een 🌱 ".repeat(28_572).slice(0, 200_001).trimEnd();
  ana.type(long);
  assert.ok(ana.transactions > 12);
  meet(ana, bert);
  assert.equal(bert.area.value, long);
  bert.type("x".repeat(100_000), 0);
  assert.deepEqual([bert.kept === long, bert.problems], [true, ["too-long"]]);
});

test("an old text with CR in it is shown with LF, and keeps its CR where nobody typed", () => {
  const doc = new Y.Doc();
  doc.getText("topic.theme@nl").insert(0, "een\r\ntwee\rdrie");
  const ana = new Someone("een\ntwee\ndrie", "topic.theme@nl", doc).bind();
  assert.equal(ana.transactions, 0);
  ana.type("en ", 4);
  assert.equal(ana.kept, "een\r\nen twee\rdrie");
  ana.type("", 3, 1);
  assert.equal(ana.kept, "eenen twee\rdrie");
});

// Undo. Everybody writes letters of their own, so that one sees whose letters are there.

const count = (text, letter) => text.split(letter).length - 1;

test("undo takes back one's own typing and leaves every letter of the others, in 500 sessions of two or three", () => {
  let undone = 0;
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = numbers(seed * 7);
    const people = Array.from({ length: 2 + (seed % 2) }, () => new Someone().bind());
    for (let turn = 0; turn < 30; turn += 1) {
      const who = Math.floor(random() * people.length);
      const me = people[who];
      const { value } = me.area;
      const chance = random();
      if (chance < 0.35) {
        const others = people.map((_, each) => each).filter((each) => each !== who);
        const before = others.map((each) => count(me.kept, "abc"[each]));
        const way = chance < 0.25 ? "undo" : "redo";
        const own = count(me.kept, "abc"[who]);
        if (me.undo.go(way)) undone += 1;
        const after = others.map((each) => count(me.kept, "abc"[each]));
        if (way === "undo") after.forEach((now, each) => assert.ok(now >= before[each], `seed ${seed}: ${value} -> ${me.kept} (${own})`));
        assert.equal(me.area.value, me.kept);
      } else if (chance < 0.5 && value) {
        me.type("", Math.floor(random() * value.length), 1);
      } else {
        me.type("abc"[who], Math.floor(random() * (value.length + 1)));
      }
      if (random() < 0.4) me.undo.rest();
      if (random() < 0.4) meet(...people);
    }
    meet(...people);
    for (const each of people) assert.equal(each.area.value, people[0].kept);
  }
  assert.ok(undone > 1500, String(undone));
});

test("undo and redo give one's own words back, step by step and box by box", () => {
  const ana = new Someone().bind();
  const other = new Someone("", "topic.theme@es", ana.doc);
  other.undo = ana.undo;
  other.bind();
  ana.type("een");
  ana.undo.rest();
  other.type("uno");
  ana.undo.rest();
  ana.type(" plein");
  const seen = () => [ana.area.value, other.area.value];
  const went = ["undo", "undo", "redo", "redo", "redo", "undo", "undo", "undo", "undo"].map((way) => [ana.undo.go(way), ...seen()].join("|"));
  assert.deepEqual(went, [
    "true|een|uno",
    "true|een|",
    "true|een|uno",
    "true|een plein|uno",
    "false|een plein|uno",
    "true|een|uno",
    "true|een|",
    "true||",
    "false||",
  ]);
  ana.type("anders");
  assert.equal(ana.undo.can("redo"), false);
});

test("undo puts the caret where the words came back", () => {
  const ana = new Someone().bind();
  ana.type("een groot plein");
  ana.undo.rest();
  ana.type("", 4, 6);
  ana.area.setSelectionRange(0, 0);
  ana.undo.go("undo");
  assert.deepEqual([ana.area.value, ana.area.selectionStart], ["een groot plein", 10]);
});

test("after undoing everything on a card that one made, the words of somebody else on it are still there to read", () => {
  const name = "question.drafts/c4rdc4rdc4rd/question@nl";
  const [ana, bert] = [new Someone("", name).bind(), new Someone("", name).bind()];
  ana.doc.transact(() => ana.doc.getMap("question.drafts").set("c4rdc4rdc4rd", new Y.Map([["order", "V"], ["removed", false]])), "edit");
  ana.type("mijn vraag");
  meet(ana, bert);
  bert.type(" en de onze");
  meet(ana, bert);
  while (ana.undo.go("undo"));
  meet(ana, bert);
  const card = bert.doc.getMap("question.drafts").get("c4rdc4rdc4rd");
  assert.deepEqual([bert.area.value, card.get("order"), card.get("removed")], [" en de onze", "V", false]);
});

test("the keys for undo and redo are those that people know", () => {
  const press = (key, more) => meant({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });
  assert.deepEqual(
    [press("z", { ctrlKey: true }), press("Z", { ctrlKey: true, shiftKey: true }), press("y", { ctrlKey: true }), press("z", { metaKey: true }), press("z", {}), press("z", { ctrlKey: true, altKey: true })],
    ["undo", "redo", "redo", "undo", "", ""],
  );
});
