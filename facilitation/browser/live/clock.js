// Clock: the server's time on this page, whatever the clock of the device says, and the hour as people of this page read it.
//
// Between two hellos of the server the time goes on by `ticks`, which no change of the device's clock touches.

export class Clock {
  constructor(zone, language, ticks = () => performance.now()) {
    this.ticks = ticks;
    this.set(Date.now());
    this.hour = format({}, language, zone);
    this.day = format({ day: "numeric", month: "long" }, language, zone);
  }

  set(now) {
    this.start = now - this.ticks();
  }

  now() {
    return new Date(this.start + this.ticks());
  }

  time(date) {
    return this.hour.format(date);
  }

  moment(date) {
    return this.day.format(date);
  }
}

function format(day, language, zone) {
  const parts = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat(language || undefined, { ...parts, timeZone: zone || undefined });
  } catch {
    return new Intl.DateTimeFormat(undefined, parts); // a zone that this browser does not know
  }
}
