// What counts as saved, and what happens to words on their way.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "../../../facilitation/browser/node_modules/yjs/dist/yjs.mjs";
import { Edit, Typing } from "../../../facilitation/browser/live/edit.js";
import { Device } from "./device.mjs";
import { Server } from "./server.mjs";
import { openTab } from "./tab.mjs";
import { Time } from "./time.mjs";

async function meet(options = {}) {
  const time = new Time();
  const server = Object.assign(new Server(time), options);
  const device = new Device();
  const tab = openTab({ time, server, device });
  await time.pass(500);
  tab.watch();
  return { time, server, device, tab };
}

test("nothing is called saved before the server has committed it", async () => {
  const { time, server, tab } = await meet();
  tab.type("plein");
  await time.pass(1000);
  assert.deepEqual([tab.saved, tab.room().pending("topic.theme"), tab.session.pending()], [[], 1, 1]);
  server.commit();
  await time.pass(100);
  assert.deepEqual(tab.saved.map((each) => each.addresses), [["topic.theme"]]);
  assert.deepEqual([tab.room().pending(), server.text("topic.theme@nl")], [0, "plein"]);
});

test("letters of one moment go out together and are kept on the device until they are saved", async () => {
  const { time, server, device, tab } = await meet();
  for (const letter of "vijf!") tab.type(letter);
  assert.equal(tab.room().pending("topic.theme"), 5);
  await time.pass(40);
  const [row] = device.rows("12").values();
  assert.deepEqual([device.rows("12").size, row.room, row.words], [1, "canvas/7.1", { "topic.theme@nl": "vijf!" }]);
  await time.pass(40);
  assert.equal([...server.wires][0].waiting.length, 1);
  server.commit();
  await time.pass(100);
  assert.deepEqual([device.rows("12").size, tab.room().pending()], [0, 0]);
});

test("an acknowledgement of one room says nothing about another, nor about what was sent after", async () => {
  const { time, server, tab } = await meet({ suffixes: ["", "/side/tarija"] });
  tab.type("a");
  tab.type("b", "people.affected", "nl", "/side/tarija");
  await time.pass(60);
  tab.type("c");
  await time.pass(60);
  server.commit(2);
  await time.pass(100);
  assert.deepEqual([tab.room().pending(), tab.room("/side/tarija").pending(), tab.saved], [1, 0, []]);
  server.commit();
  await time.pass(100);
  assert.deepEqual(tab.saved.map((each) => each.addresses), [["topic.theme"]]);
});

test("of very many changes at once only those count as saved whose part is committed", async () => {
  const { time, server, tab } = await meet();
  for (let times = 0; times < 450; times += 1) tab.type("a");
  await time.pass(60);
  assert.deepEqual([...server.wires][0].waiting.length, 3);
  for (const left of [250, 50, 0]) {
    server.commit(1);
    await time.pass(100);
    assert.equal(tab.room().pending("topic.theme"), left);
  }
  assert.equal(tab.saved.length, 1);
});

test("a server that acknowledges more than was sent is not believed", async () => {
  const { time, server, tab } = await meet();
  tab.type("a");
  await time.pass(60);
  [...server.wires][0].put([1, 8, 2]);
  await time.pass(30);
  assert.deepEqual([tab.saved, tab.room().pending(), server.wires.size], [[], 1, 0]);
  await time.pass(1000);
  server.commit();
  await time.pass(100);
  assert.deepEqual([tab.room().pending(), server.text("topic.theme@nl")], [0, "a"]);
});

test("the time of saving is the server's, in the zone of the page, on a device that is an hour off", async () => {
  const { time, server, tab } = await meet();
  time.device += 3_600_000;
  tab.type("a");
  await time.pass(60);
  server.commit();
  await time.pass(100);
  const really = new Date(time.start + time.ticks);
  const shown = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" }).format(really);
  assert.equal(tab.session.time(tab.saved[0].at), shown);
  assert.ok(Math.abs(tab.saved[0].at - really) < 1000);
});

test("which box a change belongs to is read from the document when its origin does not say", async () => {
  const { tab } = await meet();
  const { doc } = tab.room();
  const seen = [];
  tab.room().addEventListener("pending", ({ detail }) => seen.push(detail.addresses));
  doc.getText("topic.theme@nl").insert(0, "x");
  doc.getMap("values").set("frame.room#a1", { value: 3, id: "a1", was: "" });
  doc.getMap("plan.grid").set("who/when#b2", { value: "later", id: "b2", was: "" });
  const card = new Y.Map();
  doc.getMap("topic.symptoms").set("abcdefgh", card);
  card.set("where#c3", { value: "plein", id: "c3", was: "" });
  assert.deepEqual(seen, [["topic.theme"], ["frame.room"], ["plan.grid/who/when"], ["topic.symptoms/abcdefgh"], ["topic.symptoms/abcdefgh/where"]]);
});

test("undo takes back one's own typing and nobody else's, and is saved like anything else", async () => {
  const { time, server, device, tab } = await meet();
  const other = openTab({ time, server, device });
  await time.pass(500);
  const undo = new Y.UndoManager(tab.room().doc.getText("topic.theme@nl"), { trackedOrigins: new Set([Typing]) });
  tab.type("mijn ");
  await time.pass(100);
  server.commit();
  await time.pass(100);
  other.type("jouw");
  await time.pass(100);
  server.commit();
  await time.pass(100);
  assert.equal(tab.text(), "mijn jouw");
  undo.undo();
  assert.equal(tab.room().pending("topic.theme"), 1);
  await time.pass(100);
  server.commit();
  await time.pass(100);
  assert.deepEqual([server.text("topic.theme@nl"), other.text(), tab.room().pending()], ["jouw", "jouw", 0]);
  tab.room().edit("topic.theme", () => tab.room().doc.getText("topic.theme@nl").insert(0, "!"));
  assert.ok(new Typing("x") instanceof Edit);
  assert.equal(undo.undoStack.length, 0);
});

test("a text of 200,000 signs with emoji goes out in frames below the limit", async () => {
  const { time, server, tab } = await meet();
  const words = "água 🌱 ".repeat(28_600);
  for (let start = 0; start < words.length; start += 16_000) tab.type(words.slice(start, start + 16_000));
  await time.pass(200);
  const sizes = [...server.wires][0].waiting.map(({ update }) => update.length);
  assert.ok(sizes.every((size) => size < 1_048_576));
  server.commit();
  await time.pass(100);
  assert.deepEqual([server.text("topic.theme@nl") === words, tab.room().pending()], [true, 0]);
});

test("leaving asks only when something could not be kept on the device", async () => {
  const { time, device, tab } = await meet();
  tab.type("a");
  await time.pass(60);
  assert.equal(tab.leave(), false);
  device.full = true;
  tab.type("b");
  await time.pass(60);
  assert.equal(tab.leave(), true);
});

test("the browser is asked not to clear the store only when words have to wait there", async () => {
  const { time, server, tab } = await meet();
  tab.type("a");
  await time.pass(60);
  assert.equal(tab.store.persisted, 0);
  server.up = false;
  server.cut();
  await time.pass(5000);
  assert.ok(tab.store.persisted > 0);
});

test("others see where I am, at most five times a second, and again after a break", async () => {
  const { time, server, tab } = await meet();
  const sent = () => tab.sockets.flatMap((socket) => socket.received).filter((data) => typeof data !== "string" && data[1] === 1).length;
  const before = sent();
  for (let times = 0; times < 50; times += 1) {
    tab.room().awareness.setLocalState({ at: "topic.theme", typing: times % 2 === 0 });
    await time.pass(20);
  }
  await time.pass(500);
  assert.ok(sent() - before >= 4 && sent() - before <= 7, `${sent() - before}`);
  const clock = tab.room().awareness.meta.get(tab.room().awareness.clientID).clock;
  const now = sent();
  server.cut();
  await time.pass(1500);
  assert.ok(sent() > now);
  assert.ok(tab.room().awareness.meta.get(tab.room().awareness.clientID).clock >= clock + 2);
});
