// Server: a small one that speaks the protocol, made of real documents. What arrives waits until it is committed; only
// then is it shown to others and acknowledged, in pieces of any size. A wire can be cut at any moment: what is on its
// way in either direction is lost.

import * as decoding from "../../../facilitation/browser/node_modules/lib0/decoding.js";
import * as encoding from "../../../facilitation/browser/node_modules/lib0/encoding.js";
import * as Y from "../../../facilitation/browser/node_modules/yjs/dist/yjs.mjs";

export class Server {
  constructor(time, roll = () => 0.5) {
    Object.assign(this, { time, roll, rooms: new Map(), wires: new Set(), epoch: 1, canvas: 7, up: true, latency: 20 });
    this.person = { id: 12, name: "Ana", side: "tarija", look: "hatch" };
    this.rights = { status: 200, person: { id: 12 } };
    this.suffixes = [""];
    this.writes = true;
    this.committed = []; // [room, update] in order
    this.refuse = () => 0; // (room, update) => close code
  }

  name(suffix) {
    return `canvas/${this.canvas}.${this.epoch}${suffix}`;
  }

  doc(name) {
    if (!this.rooms.has(name)) this.rooms.set(name, new Y.Doc());
    return this.rooms.get(name);
  }

  text(root, suffix = "") {
    return this.doc(this.name(suffix)).getText(root).toString();
  }

  socket(fresh) {
    return new Socket(this, fresh);
  }

  // Commit what waits; `most` messages of each wire.
  commit(most = Infinity) {
    for (const wire of this.wires) {
      const done = new Map();
      for (const { channel, update } of wire.waiting.splice(0, most)) {
        const name = wire.rooms.get(channel);
        Y.applyUpdate(this.doc(name), update);
        this.committed.push([name, update]);
        done.set(channel, (done.get(channel) ?? 0) + 1);
        for (const other of this.wires) if (other !== wire) other.tell(name, update);
      }
      for (const [channel, count] of done) wire.acknowledge(channel, count);
    }
  }

  cut(code = 1006) {
    for (const wire of this.wires) wire.end(code);
  }
}

// A socket as browsers have it, and the server's end of it.
class Socket {
  constructor(server, fresh) {
    Object.assign(this, { server, fresh, open: false, over: false, waiting: [], rooms: new Map(), received: [], silent: false });
    server.time.later(server.latency, () => {
      if (this.over) return;
      if (!server.up) return this.end(1006);
      this.open = true;
      server.wires.add(this);
      this.onopen({});
      this.hello();
    });
  }

  hello() {
    const { server } = this;
    const rooms = server.suffixes.map((suffix, index) => ({ channel: index + 1, name: server.name(suffix), suffix, write: server.writes }));
    for (const { channel, name } of rooms) this.rooms.set(channel, name);
    const now = server.time.start + server.time.ticks;
    this.say(JSON.stringify({ hello: { now, person: server.person, canvas: server.canvas, rooms, limits: { update: 1_048_576, awareness: 4096 } } }));
    for (const [channel, name] of this.rooms) {
      this.put([channel, 0, 0], Y.encodeStateVector(server.doc(name)));
      if (this.fresh) this.put([channel, 0, 1], Y.encodeStateAsUpdate(server.doc(name)));
    }
  }

  tell(name, update) {
    for (const [channel, own] of this.rooms) if (own === name) this.put([channel, 0, 2], update);
  }

  // In pieces of any size, and later than what is told.
  acknowledge(channel, count) {
    while (count > 0) {
      const piece = 1 + Math.floor(this.server.roll() * count);
      this.put([channel, 8, piece]);
      count -= piece;
    }
  }

  put(numbers, bytes) {
    const encoder = encoding.createEncoder();
    for (const number of numbers) encoding.writeVarUint(encoder, number);
    if (bytes) encoding.writeVarUint8Array(encoder, bytes);
    this.say(encoding.toUint8Array(encoder).slice().buffer);
  }

  say(data) {
    if (this.silent) return;
    this.server.time.later(this.server.latency, () => {
      if (!this.over) this.onmessage({ data });
    });
  }

  // The page's side.
  send(data) {
    if (!this.open || this.over) return;
    this.server.time.later(this.server.latency, () => {
      if (!this.over && !this.silent) this.receive(data);
    });
  }

  receive(data) {
    this.received.push(data);
    if (typeof data === "string") return void (JSON.parse(data).ping && this.say('{"pong": true}'));
    const decoder = decoding.createDecoder(data);
    const channel = decoding.readVarUint(decoder);
    if (decoding.readVarUint(decoder) !== 0) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    const name = this.rooms.get(channel);
    if (kind === 0) return this.put([channel, 0, 1], Y.encodeStateAsUpdate(this.server.doc(name), bytes));
    const code = this.server.refuse(name, bytes);
    if (code) return this.end(code);
    this.waiting.push({ channel, update: bytes });
  }

  end(code) {
    this.server.wires.delete(this);
    if (this.over) return;
    this.over = true;
    this.onclose({ code });
  }

  close() {
    this.over = true;
    this.server.wires.delete(this);
  }
}
