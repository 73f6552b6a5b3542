// Session: this page's part in writing together: its rooms, the line that carries them all, and what is kept on the device.
//
// Nothing counts as saved that the server has not acknowledged. What this person wrote goes under no other name: the
// server says whose line it is before anything is sent.
//
// `state`: connecting, live, waiting, signed out, refused (for good, or until `goOn`), blocked (no line ever opened, or the page gave up).
// Events: state, live (once: bind now), back, stir, rooms, acknowledged, unsent, keeps, reader, stranger, refused, told.

import { Clock } from "./clock.js";
import { FAST, FINAL, FORBIDDEN, GAP, LARGE, OLD, SIGN_IN, STRANGER, TOO_BIG } from "./codes.js";
import * as frames from "./frames.js";
import { Line } from "./line.js";
import { Room } from "./room.js";
import { surroundings } from "./surroundings.js";
import { Unsent } from "./unsent.js";

const UNNOTICED_MS = 3000; // a line that is back by then was never gone
const KEPT_PATIENCE_MS = 3000;
const BLOCKED_AFTER = 3;
const BLOCKED_MS = 60_000;
const ASK_EVERY = 5; // attempts without a handshake between two questions what the matter is
const STEADY_MS = 20_000; // a line that stands as long as this was not refused for what we sent
const GIVE_UP_AFTER = 3; // gaps, or refusals of a write, without anything acknowledged in between

// Join what the page is about; null where there is nothing to join.
export function join(page = surroundings()) {
  return page && new Session(page);
}

export class Session extends EventTarget {
  constructor(page) {
    super();
    Object.assign(this, { page, state: "connecting", code: 0, why: "", person: null, canvas: null, rooms: new Map() });
    Object.assign(this, { channels: new Map(), limits: { update: 1_048_576 }, came: false, met: false, gaps: 0, denials: 0, denied: false });
    this.stuck = new Unsent(this);
    this.clock = new Clock(page.zone, page.language, page.ticks);
    this.line = new Line(page, this);
    page.listen(() => this.woken(), () => this.flush(), () => this.mayLose());
    page.store(page.me, () => this.say("keeps", { keeps: this.keeps })).then((store) => {
      this.store = store;
      this.connect();
    });
  }

  get keeps() {
    return this.store?.keeps ?? "device";
  }

  now() {
    return this.clock.now();
  }

  time(date) {
    return this.clock.time(date);
  }

  moment(date) {
    return this.clock.moment(date);
  }

  word(key, values) {
    return this.page.word(key, values);
  }

  pending() {
    return [...this.rooms.values()].reduce((sum, room) => sum + room.pending(), 0);
  }

  flush() {
    for (const room of this.rooms.values()) room.flush();
  }

  close() {
    this.line.end();
    this.noticed();
    for (const room of this.rooms.values()) room.doc.destroy();
  }

  // The page cannot be live: what stands in its boxes goes by the form, and so by nothing else.
  giveUp() {
    for (const room of this.rooms.values()) room.window = [];
    this.close();
    this.become("blocked");
  }

  // Go on now: after the server asked to slow down, or without waiting for the next attempt.
  goOn() {
    if (this.state === "refused" && this.code !== FAST) return;
    if (this.state === "refused") {
      this.become("waiting");
      this.say("rooms"); // one may write again
    }
    if (this.state === "signed out") this.askRights();
    else this.connect();
  }

  // Something else met an answer that nobody is signed in here.
  signIn() {
    if (this.state === "refused") return;
    this.line.stop();
    this.forgetLine();
    this.become("signed out");
  }

  // The line.

  connect() {
    if (!this.store) return; // the page is woken before we know what is kept
    this.line.fresh = ![...this.rooms.values()].some((room) => room.synced);
    this.line.connect();
  }

  woken() {
    if (this.state === "refused" || !this.store) return; // the device is asked first what it keeps
    if (this.line.up) this.line.woken();
    else this.goOn();
  }

  text(message) {
    if (message.hello) this.hello(message.hello);
    else if (message.stir) this.say("stir");
    else if (!message.pong) this.say("told", message);
  }

  frame(bytes) {
    const message = frames.read(bytes);
    const room = this.channels.get(message.channel);
    if (!room) return;
    if (!room.receive(message)) this.line.hangUp();
    else if (message.kind === "acknowledged") this.gaps = this.denials = 0;
    else if (message.kind === "step2") this.look();
  }

  hello({ now, person, canvas, rooms, limits }) {
    this.clock.set(now);
    if (String(person.id) !== String(this.page.me)) return this.refuse(STRANGER);
    if (rooms.some(({ suffix, name }) => this.rooms.has(suffix) && this.rooms.get(suffix).name !== name)) return this.refuse(OLD);
    Object.assign(this, { person, canvas, limits, met: false });
    this.settle(rooms);
    for (const { suffix, channel } of rooms) {
      const room = this.rooms.get(suffix);
      this.channels.set(channel, room);
      room.joined(channel, !this.line.fresh);
    }
    this.adopt();
  }

  // Take over which rooms there are and where one may write.
  settle(rooms) {
    let changed = false;
    const now = new Map(rooms.map((each) => [each.suffix, each]));
    for (const [suffix, room] of this.rooms) {
      const write = Boolean(now.get(suffix)?.write) && !this.denied;
      changed ||= room.write !== write;
      room.write = write;
    }
    for (const each of rooms) {
      if (this.rooms.has(each.suffix)) continue;
      this.rooms.set(each.suffix, new Room(each, this));
      changed = true;
    }
    if (changed) this.say("rooms");
    if (changed) this.say("unsent");
  }

  // Take in what earlier pages of this person left on this device.
  async adopt() {
    const stop = this.page.later(KEPT_PATIENCE_MS, () => this.look(true));
    const rows = await this.store.adopt(this.canvas);
    stop();
    const before = this.stuck.rows.length;
    for (const row of rows) {
      const room = [...this.rooms.values()].find((each) => each.name === row.room);
      if (!room?.write || !room.take(row)) this.stuck.rows.push(row);
    }
    if (this.stuck.rows.length > before) this.say("unsent");
    this.look(true);
  }

  // Look whether everybody's words are here.
  look(adopted = this.adopted) {
    this.adopted = adopted;
    if (this.met || !adopted || !this.channels.size || [...this.channels.values()].some((room) => !room.met)) return;
    this.met = true;
    this.whole = false;
    this.line.settled();
    this.page.later(STEADY_MS, () => (this.denials = this.met ? 0 : this.denials));
    this.noticed();
    this.become("live");
    this.say(this.came ? "back" : "live");
    if (this.came) this.say("stir");
    this.came = true;
  }

  lost(code, opened) {
    this.forgetLine();
    if (code === SIGN_IN) return this.signIn();
    if (code === TOO_BIG) return this.refuse(LARGE);
    if (FINAL.includes(code)) return this.refuse(code);
    if (code === GAP) {
      this.whole = true;
      if (++this.gaps >= GIVE_UP_AFTER) return this.refuse(GAP);
    }
    this.cancelNotice ??= this.page.later(this.page.online() ? UNNOTICED_MS : 0, () => this.gone());
    if (code === FORBIDDEN) {
      this.denials += 1;
      if (this.denials === GIVE_UP_AFTER) {
        this.denied = true; // until the page is loaded again: its document holds what is refused
        this.say("reader", { why: this.word(`refused-${FORBIDDEN}`) });
      }
      return this.askRights();
    }
    if (!opened && this.line.tries % ASK_EVERY === 1) return this.askRights();
    this.again();
  }

  forgetLine() {
    this.channels.clear();
    this.adopted = this.met = false;
    for (const room of this.rooms.values()) room.lost();
  }

  noticed() {
    this.cancelNotice?.();
    this.cancelNotice = undefined;
  }

  gone() {
    this.noticed();
    if (this.state === "live" || (this.state === "connecting" && this.rooms.size)) this.become("waiting");
    if (this.pending()) this.store.persist();
  }

  again() {
    if (this.rooms.size || this.line.tries < BLOCKED_AFTER) return this.line.retry();
    this.become("blocked");
    this.line.retry(BLOCKED_MS);
  }

  // Ask what this browser may do here; it cannot see why a handshake was refused.
  async askRights() {
    if (this.asking) return;
    this.asking = true;
    const rights = await this.page.rights();
    this.asking = false;
    if (this.line.socket || this.state === "refused") return;
    if (!rights) return this.state === "signed out" ? undefined : this.again();
    if (rights.status === 401) return this.state === "signed out" ? undefined : this.signIn();
    if (FINAL.includes(4000 + rights.status) || rights.status === 403) return this.refuse(4000 + rights.status, rights.why);
    const stranger = rights.person && String(rights.person.id) !== String(this.page.me);
    if (stranger) return this.state === "signed out" ? this.say("stranger") : this.refuse(STRANGER);
    if (this.state !== "signed out") return this.again();
    this.become("waiting");
    this.connect();
  }

  refuse(code, why = "") {
    this.line.stop();
    this.forgetLine();
    this.noticed();
    this.code = code;
    this.why = why || this.word(`refused-${code}`, { name: this.page.name });
    this.become("refused");
    this.say("refused", { code, why: this.why });
    this.say("unsent");
  }

  // What waits, on this device.

  async keep(room, entry) {
    const { id, update, counts, words, at } = entry;
    entry.kept = false;
    const round = (entry.round = (entry.round ?? 0) + 1);
    const row = { id, canvas: this.canvas, room: room.name, at, update, counts: [...counts], words: { ...words } };
    const kept = await this.store.put(row);
    if (round === entry.round) entry.kept = kept;
    if (this.state !== "live") this.store.persist();
    if (this.stuck.holds(room)) this.say("unsent");
  }

  drop(entries) {
    this.store.drop(entries.map((entry) => entry.id));
  }

  // Whether leaving the page now would lose something.
  mayLose() {
    this.flush();
    return [...this.rooms.values()].some((room) => room.waiting.some((entry) => !entry.kept));
  }

  // Words that will not be sent, to copy: see `Unsent`.
  unsent() {
    return this.stuck.list();
  }

  forget() {
    this.stuck.forget();
    this.say("unsent");
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.say("state", { state, code: state === "refused" ? this.code : 0 });
  }

  say(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
