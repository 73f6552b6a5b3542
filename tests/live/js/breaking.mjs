// A line that breaks: it comes back by itself, everything typed arrives exactly once, and what cannot go on says so.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "../../../facilitation/browser/node_modules/yjs/dist/yjs.mjs";
import { Awareness, encodeAwarenessUpdate } from "../../../facilitation/browser/node_modules/y-protocols/awareness.js";
import { Device } from "./device.mjs";
import { Server } from "./server.mjs";
import { openTab } from "./tab.mjs";
import { dice, Time } from "./time.mjs";

const RUNS = 300;

async function meet(options = {}) {
  const time = new Time();
  const server = Object.assign(new Server(time), options);
  const device = new Device();
  const tab = openTab({ time, server, device });
  await time.pass(500);
  if (tab.room()) tab.watch();
  return { time, server, device, tab };
}

// Everything that the server committed, in one document.
function kept(server) {
  const doc = new Y.Doc();
  for (const [name, update] of server.committed) if (name === server.name("")) Y.applyUpdate(doc, update);
  return doc;
}

async function conversation(seed) {
  const roll = dice(seed);
  const time = new Time();
  const server = new Server(time, roll);
  const device = new Device();
  const tabs = [openTab({ time, server, device, roll }), openTab({ time, server, device, roll })];
  const words = [];
  const early = [];
  let open = 0;
  const watch = (tab) => {
    const begin = () => {
      const room = tab.room();
      room.addEventListener("saved", ({ detail }) => {
        const doc = kept(server);
        for (const word of words.filter(([who]) => who === tab)) {
          if (detail.addresses.includes("topic.theme") && !doc.getText("topic.theme@nl").toString().includes(word[1])) early.push(word[1]);
        }
      });
    };
    if (tab.room()) begin();
    else tab.session.addEventListener("live", begin, { once: true });
  };
  tabs.forEach(watch);
  await time.pass(300);
  for (let turn = 0; turn < 25; turn += 1) {
    const index = Math.floor(roll() * tabs.length);
    const tab = tabs[index];
    const what = roll();
    if (what < 0.5 && tab.room()) {
      const word = `<${++open}>`;
      words.push([tab, word]);
      const text = tab.room().doc.getText("topic.theme@nl");
      const ends = [0, ...[...text.toString().matchAll(/>/g)].map((found) => found.index + 1)];
      const at = roll.of(ends);
      for (const [place, letter] of [...word].entries()) {
        tab.room().type("topic.theme", () => text.insert(at + place, letter));
      }
    } else if (what < 0.65) server.commit(1 + Math.floor(roll() * 3));
    else if (what < 0.85) {
      const wire = tab.sockets[tab.sockets.length - 1];
      if (wire) wire.end(roll.of([1006, 1012, 4503, 4508, 4409]));
    } else if (what < 0.9) server.up = !server.up;
    else if (what < 0.95 && tab.session.state !== "connecting") {
      tab.session.flush(); // as a page does that is left; only a crash within 30 ms of a letter loses it, which nobody called saved
      await time.pass(0);
      tab.vanish();
      tabs[index] = openTab({ time, server, device, roll });
      watch(tabs[index]);
    }
    await time.pass(Math.floor(roll() * 90));
  }
  server.up = true;
  for (let rounds = 0; rounds < 60; rounds += 1) {
    await time.pass(1000);
    server.commit();
  }
  await time.pass(1000);
  const text = server.text("topic.theme@nl");
  const found = [...text.matchAll(/<\d+>/g)].map(([word]) => word);
  const seen = { seed, early, rest: text.replace(/<\d+>/g, ""), words: found.sort() };
  assert.deepEqual(seen, { seed, early: [], rest: "", words: words.map(([, word]) => word).sort() });
  for (const tab of tabs) {
    assert.deepEqual([seed, tab.session.state, tab.session.pending(), tab.text() === text], [seed, "live", 0, true]);
  }
  assert.equal(device.rows("12").size, 0);
  for (const tab of tabs) tab.session.close();
}

test(`${RUNS} conversations with a line that is cut anywhere: everything arrives once, and saved means committed`, async () => {
  for (let seed = 1; seed <= RUNS; seed += 1) await conversation(seed);
});

test("a proxy that cuts the line every minute goes unnoticed", async () => {
  const { time, server, tab } = await meet();
  for (let minute = 0; minute < 5; minute += 1) {
    await time.pass(60_000);
    server.cut();
    tab.type(`${minute}`);
    await time.pass(2000);
    server.commit();
    await time.pass(100);
  }
  assert.deepEqual([server.text("topic.theme@nl"), tab.room().pending()], ["01234", 0]);
  assert.deepEqual(tab.events.filter(([type]) => type === "state").map(([, detail]) => detail.state), ["live"]);
});

test("a line on which nothing is heard any more is given up within half a minute, one that answers is kept", async () => {
  const { time, tab } = await meet();
  await time.pass(120_000);
  assert.equal(tab.sockets.length, 1);
  tab.sockets[0].silent = true;
  await time.pass(30_000);
  assert.equal(tab.sockets.length, 2);
  assert.equal(tab.session.state, "live");
});

test("after a night asleep, or when the page is looked at, the line is tried at once", async () => {
  const { time, server, tab } = await meet();
  tab.sockets[0].silent = true;
  time.sleep(8 * 3_600_000);
  await time.pass(9000);
  assert.equal(tab.sockets.length, 2);
  server.up = false;
  server.cut();
  await time.pass(120_000);
  server.up = true;
  const before = tab.sockets.length;
  tab.wake();
  await time.pass(100);
  assert.deepEqual([tab.sockets.length, tab.session.state], [before + 1, "live"]);
});

test("attempts come later and later, up to a quarter of a minute", async () => {
  const { time, server, tab } = await meet();
  server.up = false;
  server.cut();
  const starts = [];
  let known = tab.sockets.length;
  for (let moment = 0; moment < 90_000; moment += 50) {
    await time.pass(50);
    if (tab.sockets.length > known) starts.push(moment);
    known = tab.sockets.length;
  }
  const gaps = starts.map((start, index) => Math.round((start - (starts[index - 1] ?? 0)) / 500) / 2);
  assert.deepEqual(gaps.slice(0, 7), [0.5, 1, 2, 4, 8, 15, 15]);
  assert.equal(tab.session.state, "waiting");
});

test("a page that is looked at before its store is open waits for what is kept there", async () => {
  const time = new Time();
  const server = new Server(time);
  const tab = openTab({ time, server, device: new Device() });
  tab.wake();
  assert.equal(tab.sockets.length, 0);
  await time.pass(500);
  assert.deepEqual([tab.sockets.length, tab.session.state], [1, "live"]);
});

test("where no line ever opens the page stays plain, and tries every minute", async () => {
  const { time, tab, server } = await meet({ up: false, answers: true });
  await time.pass(10_000);
  assert.deepEqual([tab.session.state, tab.sockets.length, tab.asked, tab.names().includes("live")], ["blocked", 3, 1, false]);
  await time.pass(80_000);
  assert.equal(tab.sockets.length, 4);
  server.up = true;
  await time.pass(80_000);
  assert.deepEqual([tab.session.state, tab.names().filter((name) => name === "live").length], ["live", 1]);
});

test("an ended sign-in waits for the same person to sign in again, and nothing is lost", async () => {
  const { time, server, device, tab } = await meet({ answers: true });
  tab.type("voor ");
  server.rights = { status: 401 };
  server.cut(4401);
  server.up = false;
  await time.pass(60_000);
  assert.deepEqual([tab.session.state, tab.sockets.length], ["signed out", 1]);
  tab.type("na");
  await time.pass(100);
  tab.wake();
  await time.pass(100);
  assert.deepEqual([tab.session.state, device.rows("12").size], ["signed out", 1]);
  server.rights = { status: 200, person: { id: 12 } };
  server.up = true;
  tab.wake();
  await time.pass(1000);
  server.commit();
  await time.pass(100);
  assert.deepEqual([tab.session.state, server.text("topic.theme@nl"), tab.room().pending()], ["live", "voor na", 0]);
});

test("a refused handshake of a page whose sign-in ended is noticed by asking once", async () => {
  const { time, server, tab } = await meet({ answers: true });
  server.rights = { status: 401 };
  server.up = false;
  server.cut();
  await time.pass(5000);
  assert.deepEqual([tab.session.state, tab.asked], ["signed out", 1]);
});

test("one person's words never go out under another's name", async () => {
  const { time, server, device, tab } = await meet({ answers: true });
  tab.type("van Ana");
  await time.pass(100);
  server.rights = { status: 401 };
  server.cut(4401);
  await time.pass(100);
  server.rights = { status: 200, person: { id: 13 } };
  server.person = { id: 13, name: "Bart" };
  tab.wake();
  await time.pass(5000);
  assert.deepEqual([tab.session.state, tab.names().includes("stranger"), tab.sockets.length, server.committed.length], ["signed out", true, 1, 0]);
  const other = openTab({ time, server, device, me: "13" });
  const wrong = openTab({ time, server, device, me: "12" });
  await time.pass(1000);
  server.commit();
  await time.pass(100);
  assert.deepEqual([other.session.state, wrong.session.code, server.text("topic.theme@nl")], ["live", 4499, ""]);
  assert.deepEqual([other.session.unsent(), device.rows("12").size, device.rows("13").size], [[], 1, 0]);
});

test("words of another person on this device stay where they are", async () => {
  const { time, server, device } = await meet();
  device.rows("99").set("x:1", { id: "x:1", tab: "x", canvas: 7, room: "canvas/7.1", at: 1, update: new Uint8Array([0, 0]), counts: [], words: { "topic.theme@nl": "geheim" } });
  const tab = openTab({ time, server, device });
  await time.pass(500);
  assert.deepEqual([tab.text(), tab.session.unsent(), device.rows("99").size], ["", [], 1]);
});

test("words that a page left behind are sent by the next page, once", async () => {
  const { time, server, device, tab } = await meet();
  tab.type("gebleven");
  await time.pass(31);
  tab.vanish();
  server.cut();
  const next = openTab({ time, server, device });
  await time.pass(500);
  assert.deepEqual([next.text(), next.room().pending("topic.theme")], ["gebleven", 1]);
  assert.equal(next.session.pending(), 1);
  server.commit();
  await time.pass(100);
  assert.deepEqual([server.text("topic.theme@nl"), next.session.pending(), device.rows("12").size], ["gebleven", 0, 0]);
});

test("two tabs of one person keep their own words and do not remove each other's", async () => {
  const { time, server, device, tab } = await meet();
  server.up = false;
  server.cut();
  tab.type("een");
  await time.pass(100);
  server.up = true;
  const other = openTab({ time, server, device });
  await time.pass(60);
  assert.equal(other.session.pending(), 0);
  await time.pass(1000);
  other.type("twee");
  await time.pass(60);
  assert.equal(device.rows("12").size, 2);
  const slow = [...server.wires].filter((wire) => wire !== other.sockets[0]);
  const held = slow.map((wire) => wire.waiting.splice(0));
  server.commit();
  await time.pass(100);
  assert.deepEqual([...device.rows("12").values()].map((row) => row.words), [{ "topic.theme@nl": "een" }]);
  slow.forEach((wire, index) => wire.waiting.push(...held[index]));
  server.commit();
  await time.pass(100);
  assert.deepEqual([device.rows("12").size, tab.session.pending(), tab.text() === other.text()], [0, 0, true]);
});

test("words for a canvas as it was before are shown to copy and not sent, and gone once forgotten", async () => {
  const { time, server, device, tab } = await meet();
  server.up = false;
  server.cut();
  tab.type("oud");
  await time.pass(100);
  tab.vanish();
  server.up = true;
  server.epoch = 2;
  const next = openTab({ time, server, device });
  await time.pass(500);
  const shown = next.session.unsent().map(({ name, text, old }) => [name, text, old]);
  assert.deepEqual([next.session.state, shown, next.text(), next.session.pending()], ["live", [["topic.theme@nl", "oud", true]], "", 0]);
  next.session.forget();
  await time.pass(10);
  assert.deepEqual([next.session.unsent(), device.rows("12").size], [[], 0]);
});

test("a page of a canvas that was made anew stops and shows what was not sent", async () => {
  const { time, server, tab } = await meet();
  server.epoch = 2;
  server.cut();
  tab.type("laat");
  await time.pass(1000);
  assert.deepEqual([tab.session.state, tab.session.code, tab.session.unsent().map(({ text }) => text)], ["refused", 4410, ["laat"]]);
  tab.type(" en later");
  await time.pass(100);
  assert.deepEqual([tab.session.unsent().map(({ text }) => text), server.committed.length], [["laat en later"], 0]);
});

for (const [code, why] of [[4400, "invalid"], [4404, "gone"], [4410, "old"], [4413, "too large"], [1009, "too large for the server"]]) {
  test(`after ${code} (${why}) the page stops, says so, and shows what was not sent`, async () => {
    const { time, server, tab } = await meet();
    tab.type("woor");
    await time.pass(100);
    tab.type("den");
    await time.pass(100);
    server.cut(code);
    await time.pass(60_000);
    tab.wake();
    await time.pass(1000);
    const said = tab.events.filter(([type]) => type === "refused").map(([, detail]) => detail);
    const shown = code === 1009 ? 4413 : code;
    assert.deepEqual([tab.session.state, said, tab.sockets.length], ["refused", [{ code: shown, why: `refused-${shown}` }], 1]);
    assert.deepEqual(tab.session.unsent().map(({ text }) => text), ["woorden"]);
  });
}

test("after too much in a short time the page waits for a person to go on, and then sends everything", async () => {
  const { time, server, tab } = await meet();
  tab.type("snel");
  await time.pass(100);
  server.cut(4429);
  await time.pass(60_000);
  assert.deepEqual([tab.session.state, tab.session.code, tab.session.unsent(), tab.sockets.length], ["refused", 4429, [], 1]);
  tab.session.goOn();
  await time.pass(500);
  server.commit();
  await time.pass(100);
  assert.deepEqual([tab.session.state, server.text("topic.theme@nl"), tab.session.pending()], ["live", "snel", 0]);
});

test("who may only read from now on reads on, and copies what was not sent", async () => {
  const { time, server, tab } = await meet();
  tab.type("te laat");
  await time.pass(100);
  server.writes = false;
  server.cut(4403);
  await time.pass(2000);
  assert.deepEqual([tab.session.state, tab.room().write, tab.asked, server.committed.length], ["live", false, 1, 0]);
  assert.deepEqual(tab.session.unsent().map(({ text }) => text), ["te laat"]);
  assert.ok(tab.names().includes("rooms"));
});

test("rights that became more are taken over without a word", async () => {
  const { time, server, tab } = await meet({ writes: false });
  assert.equal(tab.room().write, false);
  server.writes = true;
  server.cut(4403);
  await time.pass(2000);
  tab.type("mag");
  await time.pass(100);
  server.commit();
  await time.pass(100);
  assert.deepEqual([tab.session.state, tab.room().write, server.text("topic.theme@nl"), tab.room().pending()], ["live", true, "mag", 0]);
});

test("a change that is refused each time it is sent makes the page a reader instead of trying for ever", async () => {
  const { time, server, tab } = await meet({ refuse: () => 4403 });
  tab.type("verboden");
  await time.pass(60_000);
  assert.deepEqual([tab.session.state, tab.room().write, tab.session.unsent().map(({ text }) => text)], ["live", false, ["verboden"]]);
  assert.ok(tab.names().includes("reader"));
  assert.ok(tab.sockets.length < 6, `${tab.sockets.length}`);
  const before = tab.sockets.length;
  server.cut();
  await time.pass(60_000);
  assert.deepEqual([tab.session.state, tab.room().write, tab.sockets.length], ["live", false, before + 1]);
});

test("who was removed is told, and keeps what was not sent", async () => {
  const { time, server, tab } = await meet({ answers: true });
  tab.type("weg");
  server.rights = { status: 404, why: "Dit canvas is hier niet." };
  server.cut(4403);
  await time.pass(1000);
  const said = tab.events.filter(([type]) => type === "refused").map(([, detail]) => detail);
  assert.deepEqual([said, tab.session.unsent().map(({ text }) => text)], [[{ code: 4404, why: "Dit canvas is hier niet." }], ["weg"]]);
});

test("a server that missed something is sent everything that it lacks", async () => {
  const { time, server, tab } = await meet();
  tab.type("eerst ");
  await time.pass(100);
  server.commit();
  await time.pass(100);
  assert.equal(tab.room().pending(), 0);
  server.rooms.clear(); // it lost what it had
  server.cut(4409);
  tab.type("dan");
  await time.pass(1000);
  server.commit();
  await time.pass(100);
  assert.deepEqual([server.text("topic.theme@nl"), tab.room().pending()], ["eerst dan", 0]);
});

test("what the server lost without a word is sent again with the next line", async () => {
  const { time, server, tab } = await meet();
  tab.type("eerst ");
  await time.pass(100);
  server.commit();
  await time.pass(100);
  server.rooms.clear();
  server.cut();
  await time.pass(1000);
  server.commit();
  assert.equal(server.text("topic.theme@nl"), "eerst ");
});

test("after a break what waits goes out once, in one piece, and no more than that", async () => {
  const { time, server, tab } = await meet();
  const text = tab.room().doc.getText("topic.theme@nl");
  for (let times = 0; times < 50; times += 1) {
    tab.type("ab");
    tab.room().type("topic.theme", () => text.delete(0, 1));
  }
  await time.pass(100);
  server.commit();
  await time.pass(100);
  server.cut();
  tab.type("c");
  await time.pass(50);
  tab.type("d");
  await time.pass(1000);
  const [wire] = server.wires;
  assert.deepEqual(wire.waiting.map(({ update }) => update.length < 60), [true]);
  server.cut();
  await time.pass(1000);
  server.commit();
  await time.pass(100);
  server.cut();
  await time.pass(1000);
  assert.deepEqual([[...server.wires][0].waiting.length, tab.room().pending()], [0, 0]);
});

test("gaps that a server finds now and then end nothing", async () => {
  const { time, server, tab } = await meet();
  for (let times = 0; times < 5; times += 1) {
    server.cut(4409);
    tab.type("x");
    await time.pass(5000);
    server.commit();
    await time.pass(100);
  }
  assert.deepEqual([tab.session.state, server.text("topic.theme@nl")], ["live", "xxxxx"]);
});

test("a server that keeps finding gaps ends it, with the words to copy", async () => {
  const { time, tab } = await meet({ refuse: () => 4409 });
  tab.type("gat");
  await time.pass(60_000);
  assert.deepEqual([tab.session.state, tab.session.code, tab.session.unsent().map(({ text }) => text)], ["refused", 4409, ["gat"]]);
});

test("what stands beside the words is fetched when the server says so and after each break", async () => {
  const { time, server, tab } = await meet();
  [...server.wires][0].say('{"stir": true}');
  await time.pass(100);
  server.cut();
  await time.pass(1000);
  assert.deepEqual(tab.names().filter((name) => name === "stir" || name === "back"), ["stir", "back", "stir"]);
});

test("others vanish with the line and are there again with it", async () => {
  const { time, server, tab } = await meet();
  const other = new Awareness(new Y.Doc());
  other.setLocalState({ at: "topic.theme", typing: true, person: { id: 13 } });
  const told = encodeAwarenessUpdate(other, [other.clientID]);
  const people = () => [...tab.room().awareness.getStates().values()].map((state) => state.person?.id ?? "me");
  [...server.wires][0].put([1, 1], told);
  await time.pass(50);
  assert.deepEqual(people(), ["me", 13]);
  server.up = false;
  server.cut();
  await time.pass(50);
  assert.deepEqual(people(), ["me"]);
  server.up = true;
  await time.pass(5000);
  [...server.wires][0].put([1, 1], told);
  await time.pass(50);
  assert.deepEqual(people(), ["me", 13]);
  other.destroy();
});

test("a long time without a line leaves few rows on the device, and all of it arrives", async () => {
  const { time, server, device, tab } = await meet();
  server.up = false;
  server.cut();
  for (let times = 0; times < 1000; times += 1) {
    tab.type("a");
    await time.pass(31);
  }
  assert.ok(device.rows("12").size <= 6, `${device.rows("12").size}`);
  assert.equal(tab.room().pending("topic.theme"), 1000);
  server.up = true;
  await time.pass(30_000);
  server.commit();
  await time.pass(100);
  assert.deepEqual([server.text("topic.theme@nl").length, tab.room().pending(), device.rows("12").size], [1000, 0, 0]);
});
