// Line: the socket of this page: it is opened again whenever it breaks, and a line that went silent counts as broken.
//
// `heard` is told: `text(object)`, `frame(bytes)`, `lost(code, opened)`. After `lost` the line waits for `retry()`,
// `connect()` or nothing. All durations in milliseconds.

const DELAYS = [500, 1000, 2000, 4000, 8000, 15_000];
const TICK = 2500;
const SILENCE = 15_000; // then we ask whether anybody is there
const PATIENCE = 10_000; // how long an answer may take
const WOKEN_PATIENCE = 5000;
const FRESH_ENOUGH = 2000; // heard so recently that there is nothing to ask
const SLEPT = 30_000; // a tick that comes this late: the device was asleep
const BROKEN = 1006;

export class Line {
  constructor(page, heard) {
    Object.assign(this, { page, heard, socket: null, opened: false, tries: 0, fresh: false, over: false });
    this.cancel = () => {};
    this.tick();
  }

  get up() {
    return this.opened;
  }

  // Open it now, unless it is open or being opened.
  connect() {
    this.cancel();
    if (this.socket || this.over) return;
    this.opened = false;
    this.tries += 1;
    this.mark();
    const socket = (this.socket = this.page.socket(this.fresh));
    socket.binaryType = "arraybuffer";
    const ours = (work) => (event) => socket === this.socket && work(event);
    socket.onopen = ours(() => {
      this.opened = true;
      this.mark();
    });
    socket.onmessage = ours(({ data }) => {
      this.mark();
      try {
        if (typeof data === "string") this.heard.text(JSON.parse(data));
        else this.heard.frame(new Uint8Array(data));
      } catch (error) {
        this.hangUp(); // what cannot be read may have been somebody's words: ask for everything anew
        throw error;
      }
    });
    socket.onclose = ours(({ code }) => this.gone(code));
    socket.onerror = () => {}; // `onclose` follows
  }

  // Open it a little later, and later each time.
  retry(delay = DELAYS[Math.min(this.tries, DELAYS.length - 1)]) {
    this.cancel();
    this.cancel = this.page.later(delay * (0.75 + this.page.random() / 2), () => this.connect());
  }

  // Everything works: the next break starts with the shortest delay again.
  settled() {
    this.tries = 0;
  }

  send(data) {
    if (this.opened) this.socket.send(data);
  }

  // Break it: nothing more is heard, not even its end.
  hangUp(code = BROKEN) {
    const socket = this.socket;
    if (!socket) return;
    this.gone(code);
    socket.close();
  }

  // Stay away until somebody connects again.
  stop() {
    this.cancel();
    const socket = this.socket;
    this.socket = null;
    this.opened = false;
    socket?.close();
  }

  end() {
    this.over = true;
    this.stop();
    this.stopTicking();
  }

  // The page or the network is back: ask whether the line still stands.
  woken() {
    if (this.opened && this.page.ticks() - this.heardAt > FRESH_ENOUGH) this.ask(WOKEN_PATIENCE);
  }

  gone(code) {
    const opened = this.opened;
    this.socket = null;
    this.opened = false;
    this.heard.lost(code, opened);
  }

  mark() {
    this.heardAt = this.page.ticks();
    this.answerBy = null;
  }

  ask(patience) {
    if (this.answerBy !== null) return;
    this.answerBy = this.page.ticks() + patience;
    this.send('{"ping": true}');
  }

  tick(last = this.page.now()) {
    const now = this.page.now();
    this.stopTicking = this.page.later(TICK, () => this.tick(now));
    if (now - last > SLEPT) this.heard.woken();
    if (!this.socket) return;
    const ticks = this.page.ticks();
    if (this.answerBy !== null && ticks >= this.answerBy) this.hangUp();
    else if (ticks - this.heardAt >= SILENCE) this.opened ? this.ask(PATIENCE) : this.hangUp();
  }
}
