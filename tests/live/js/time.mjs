// Time: a clock that stands still until the test lets it go on, and what is to happen at which moment.

export class Time {
  constructor(start = 1_800_000_000_000) {
    this.start = start;
    this.ticks = 0;
    this.device = start; // what the clock of the device says; a test may set it wrong
    this.events = [];
    this.order = 0;
  }

  later(milliseconds, work) {
    const event = { at: this.ticks + milliseconds, order: ++this.order, work };
    this.events.push(event);
    return () => {
      this.events = this.events.filter((each) => each !== event);
    };
  }

  // Let time pass; whatever is promised is kept before the next thing happens.
  async pass(milliseconds) {
    const end = this.ticks + milliseconds;
    await settle();
    for (;;) {
      const due = this.events.filter((event) => event.at <= end).sort((one, other) => one.at - other.at || one.order - other.order)[0];
      if (!due) break;
      this.events = this.events.filter((event) => event !== due);
      this.to(due.at);
      due.work();
      await settle();
    }
    this.to(end);
  }

  // The device sleeps: nothing happens, and its own count of time stands still too.
  sleep(milliseconds) {
    this.device += milliseconds;
  }

  to(ticks) {
    if (ticks <= this.ticks) return;
    this.device += ticks - this.ticks;
    this.ticks = ticks;
  }
}

export const settle = () => new Promise((done) => setImmediate(done));

// Random numbers that are the same in every run.
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  roll.of = (list) => list[Math.floor(roll() * list.length)];
  return roll;
}
