// Room: one document of the page, and which of this person's edits the server has not acknowledged yet.
//
// An own transaction waits in `window` for some milliseconds, then all of them become one entry, which is put on this
// device and sent. `sent` holds, for each frame of this line that the server will acknowledge, the number of the last
// entry in it. An entry leaves `waiting` only when its frame is acknowledged.
//
// Events: `pending` {addresses} at each own transaction, `saved` {addresses, at} when nothing there waits any more.

import * as Y from "yjs";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { addressesOf, Edit, isOwn, KEPT, REMOTE, Typing, wordsOf } from "./edit.js";
import * as frames from "./frames.js";

const WINDOW_MS = 30;
const PRESENCE_MS = 200;
const MERGED_AT_MOST = 200; // merging takes time with the square of the number
const GROWN = 64_000; // bytes of an entry that is no longer added to

export class Room extends EventTarget {
  constructor({ suffix, name, write }, session) {
    super();
    Object.assign(this, { suffix, name, write, session, channel: null, synced: false, met: false, open: false });
    Object.assign(this, { vector: null, waiting: [], window: [], sent: [], last: 0, upTo: 0, counts: new Map() });
    this.doc = new Y.Doc();
    this.doc.on("update", (update, origin, _doc, transaction) => {
      if (isOwn(origin)) this.changed(update, transaction);
    });
    this.awareness = suffix === "" ? new Awareness(this.doc) : null;
    this.awareness?.setLocalState({ at: "", typing: false });
    this.awareness?.on("update", (_changes, origin) => {
      if (origin === "local") this.tellPresence();
    });
  }

  edit(address, work) {
    return this.doc.transact(work, new Edit(address));
  }

  type(address, work) {
    return this.doc.transact(work, new Typing(address));
  }

  pending(address) {
    if (address !== undefined) return this.counts.get(address) ?? 0;
    return this.waiting.reduce((sum, entry) => sum + entry.edits, this.window.length);
  }

  // One's own changes.

  changed(update, transaction) {
    const addresses = addressesOf(transaction);
    this.window.push({ update, addresses, words: wordsOf(transaction) });
    for (const address of addresses) this.count(address, 1);
    this.timer ??= this.session.page.later(WINDOW_MS, () => this.flush());
    this.say("pending", { addresses });
  }

  // Make entries of what waits in the window, and send them.
  flush() {
    this.timer?.();
    this.timer = undefined;
    const window = this.window;
    this.window = [];
    for (const batch of batches(window, this.session.limits.update / 2)) this.enter(batch);
    this.send();
  }

  enter(batch) {
    let entry = this.waiting[this.waiting.length - 1];
    const grows = entry && !this.open && entry.merged + batch.length <= MERGED_AT_MOST && entry.update.length < GROWN;
    if (!grows) entry = this.add({ id: this.session.store.name(), merged: 0, edits: 0, updates: [], counts: new Map(), words: {} });
    const updates = batch.map((each) => each.update);
    entry.update = merged(grows ? [entry.update, ...updates] : updates);
    entry.merged += batch.length;
    entry.edits += batch.length;
    entry.at = this.session.now().getTime();
    for (const { addresses, words } of batch) {
      for (const address of addresses) entry.counts.set(address, (entry.counts.get(address) ?? 0) + 1);
      for (const [name, read] of words) entry.words[name] = read;
    }
    for (const [name, read] of Object.entries(entry.words)) if (typeof read === "function") entry.words[name] = read();
    this.session.keep(this, entry);
  }

  add(entry) {
    entry.number = ++this.last;
    this.waiting.push(entry);
    return entry;
  }

  // Take in what an earlier page of this person left on this device; says whether it could be read.
  take(row) {
    try {
      Y.applyUpdate(this.doc, row.update, KEPT);
    } catch {
      return false;
    }
    const counts = new Map(row.counts);
    this.add({ id: row.id, merged: MERGED_AT_MOST, edits: 1, update: row.update, counts, words: row.words, at: row.at, kept: true });
    for (const [address, edits] of counts) this.count(address, edits);
    this.say("pending", { addresses: [...counts.keys()] });
    this.send();
    return true;
  }

  // Give up what waits: it was shown to copy.
  forget() {
    const addresses = [...this.counts.keys()];
    this.flush();
    Object.assign(this, { waiting: [], sent: [], counts: new Map() });
    this.say("pending", { addresses });
  }

  count(address, change) {
    const now = (this.counts.get(address) ?? 0) + change;
    if (now > 0) this.counts.set(address, now);
    else this.counts.delete(address);
    return now;
  }

  // The line.

  // A new line: `ask` for what we lack, unless the server sends all of it unasked.
  joined(channel, ask) {
    this.channel = channel;
    if (ask) this.session.line.send(frames.step1(channel, Y.encodeStateVector(this.doc)));
    // a clock that is newer than that of our leaving, which the server counted as one
    for (let times = 0; times < 2; times += 1) this.awareness?.setLocalState(this.awareness.getLocalState());
  }

  lost() {
    Object.assign(this, { channel: null, met: false, open: false, vector: null, sent: [] });
    if (!this.awareness) return;
    const others = [...this.awareness.states.keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, others, REMOTE);
    for (const client of others) this.awareness.meta.delete(client); // else the same clock counts as nothing new
  }

  // A message of the server; false when it cannot be right.
  receive({ kind, data, count }) {
    if (kind === "acknowledged") return this.acknowledged(count);
    if (kind === "presence" && this.awareness) applyAwarenessUpdate(this.awareness, data, REMOTE);
    if (kind === "step1") this.vector = data;
    if (kind === "step2" || kind === "update") this.apply(data);
    if (kind === "step2") this.synced = this.met = true;
    if (kind === "step1" || kind === "step2") this.upload();
    return true;
  }

  apply(update) {
    try {
      Y.applyUpdate(this.doc, update, REMOTE);
    } catch (error) {
      this.session.page.later(0, () => {
        throw error; // of somebody who watches the document: told, but no reason to miss what comes next
      });
    }
  }

  // Send what the server lacks, as soon as both know what the other has; from then on updates follow one by one.
  upload() {
    if (this.open || !this.write || !this.synced || !this.vector) return;
    this.flush();
    const missing = this.missing();
    if (missing) {
      this.session.line.send(frames.step2(this.channel, missing));
      this.sent.push(this.last);
    }
    this.upTo = this.last;
    this.open = true;
  }

  // What the server lacks, as one update; null for nothing. As a rule that is what waits; a server that lacks more, or
  // that found a gap, is sent the difference of everything.
  missing() {
    const waiting = this.waiting.length ? merged(this.waiting.map((entry) => entry.update)) : null;
    if (!this.session.whole && covers(waiting, this.vector, this.doc)) return waiting;
    return Y.encodeStateAsUpdate(this.doc, this.vector);
  }

  send() {
    if (!this.open || !this.write) return;
    for (const entry of this.waiting) {
      if (entry.number <= this.upTo) continue;
      const frame = entry.update.length < this.session.limits.update ? frames.update : frames.step2; // the latter may be larger
      this.session.line.send(frame(this.channel, entry.update));
      this.sent.push(entry.number);
      this.upTo = entry.number;
    }
  }

  acknowledged(count) {
    if (count > this.sent.length) return false;
    const upTo = this.sent.splice(0, count)[count - 1] ?? 0;
    const done = this.waiting.filter((entry) => entry.number <= upTo);
    if (!done.length) return true;
    this.waiting = this.waiting.filter((entry) => entry.number > upTo);
    const addresses = new Set();
    for (const entry of done) for (const [address, edits] of entry.counts) if (this.count(address, -edits) <= 0) addresses.add(address);
    this.session.drop(done);
    if (addresses.size) this.say("saved", { addresses: [...addresses], at: this.session.now() });
    this.session.say("acknowledged");
    return true;
  }

  tellPresence() {
    if (this.presenceTimer) return;
    this.presenceTimer = this.session.page.later(PRESENCE_MS, () => {
      this.presenceTimer = undefined;
      if (this.channel === null || !this.awareness.getLocalState()) return;
      this.session.line.send(frames.presence(this.channel, encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])));
    });
  }

  say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

// Changes in parts that may be merged and sent as one.
function* batches(window, bytes) {
  let batch = [];
  let size = 0;
  for (const each of window) {
    if (batch.length && (batch.length >= MERGED_AT_MOST || size + each.update.length > bytes)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(each);
    size += each.update.length;
  }
  if (batch.length) yield batch;
}

function merged(updates) {
  if (updates.length === 1) return updates[0];
  const parts = [];
  for (let start = 0; start < updates.length; start += MERGED_AT_MOST) parts.push(Y.mergeUpdates(updates.slice(start, start + MERGED_AT_MOST)));
  return parts.length === 1 ? parts[0] : Y.mergeUpdates(parts);
}

// Whether an update (or none) brings somebody with this state vector to where the document is.
function covers(update, vector, doc) {
  const theirs = Y.decodeStateVector(vector);
  const { from, to } = update ? Y.parseUpdateMeta(update) : { from: new Map(), to: new Map() };
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(([client, clock]) => {
    const known = theirs.get(client) ?? 0;
    return clock <= known || (from.get(client) <= known && to.get(client) >= clock);
  });
}
