// Unsent: words of this person that will not be sent any more: the line is closed for good, a room may no longer be
// written in, or they were typed in a canvas as it was before (an earlier epoch). They are shown to copy.

import { FAST } from "./codes.js";

export class Unsent {
  constructor(session) {
    this.session = session;
    this.rows = []; // left on this device by earlier pages
  }

  // The words: [{room, name, text, at, old}], the newest of each input, in the order of writing.
  list() {
    const found = new Map();
    for (const { room, words, at, from } of this.stuck()) {
      for (const [name, text] of Object.entries(words)) {
        const key = `${room} ${name}`;
        found.delete(key);
        if (text.trim()) found.set(key, { room, name, text, at: new Date(at), old: !from });
      }
    }
    return [...found.values()];
  }

  forget() {
    const gone = this.stuck();
    this.rows = [];
    for (const { from } of gone) from?.forget();
    this.session.drop(gone);
  }

  // Whether what is written in a room stays here.
  holds(room) {
    const { state, code } = this.session;
    return !room.write || (state === "refused" && code !== FAST); // FAST is a pause: what waits is still sent
  }

  stuck() {
    const closed = [...this.session.rooms.values()].filter((room) => this.holds(room));
    for (const room of closed) room.flush();
    return [...this.rows, ...closed.flatMap((from) => from.waiting.map(({ id, words, at }) => ({ id, words, at, room: from.name, from })))];
  }
}
