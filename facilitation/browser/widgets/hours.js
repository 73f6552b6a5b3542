// Hours: what the clock says, in every place, when each card of an agenda begins and ends.
//
// The same rules as tools/intervention_designer/agenda.py, which says them in words: the day, the hour and whose clock
// that is give one instant; minutes are counted from there, and only then each place reads its own clock. An hour that
// a clock skips is read as before the change, one that it shows twice is the first. Nothing here raises.

const LARGEST = 2 ** 53;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const formats = new Map();

// Returns the parts in their order, each {card, slots, begins, available, planned, over}; what stands in no part comes
// last, in a part without a card, or in the only part. A slot is {id, start, end, minutes}, in minutes from its start.
//
//   parts   [{id, on, at, clock, minutes}]: those on which something is written
//   blocks  [{id, part: [ids] or null, minutes}]
//   sides   [{key, zone}]
export function plans(parts, blocks, sides) {
  const homes = new Map(parts.map((part) => [part.id, []]));
  const loose = [];
  for (const block of blocks) {
    const home = (Array.isArray(block.part) ? block.part : []).find((id) => homes.has(id)) ?? (parts.length === 1 ? parts[0].id : null);
    (home === null ? loose : homes.get(home)).push(block);
  }
  const made = parts.map((part) => plan(part, homes.get(part.id), sides));
  return loose.length ? [...made, plan(null, loose, sides)] : made;
}

function plan(card, blocks, sides) {
  let start = 0;
  const slots = blocks.map(({ id, minutes }) => {
    const lasts = length(minutes);
    const slot = { id, start, end: start + (lasts ?? 0), minutes: lasts };
    start = slot.end;
    return slot;
  });
  const available = card ? length(card.minutes) : null;
  const timed = slots.some((slot) => slot.minutes !== null);
  return { card, slots, begins: card ? begins(card, sides) : null, available, planned: start, over: timed && available !== null ? start - available : 0 };
}

// Returns minutes that count, or null; -5, true and "ten" are none.
export function length(value) {
  return typeof value === "number" && value >= 0 && value <= LARGEST ? value : null;
}

// Returns the instant at which a part begins; null when it does not say the day, the hour or whose clock.
function begins({ on, at, clock }, sides) {
  const one = new Set(sides.map((side) => side.zone)).size === 1;
  const side = sides.find(({ key }) => key === clock) ?? (one && (clock ?? null) === null ? sides[0] : null);
  const day = midnight(on);
  const [, hour, minute] = TIME.exec(typeof at === "string" ? at : "") ?? [];
  if (!side || day === null || hour === undefined || !format(side.zone)) return null;
  const written = day + (Number(hour) * 60 + Number(minute)) * MINUTE_MS;
  const before = written - offset(side.zone, written - DAY_MS);
  const after = written - offset(side.zone, written + DAY_MS);
  const shows = (instant) => instant + offset(side.zone, instant) === written;
  const found = shows(before) || !shows(after) ? before : after;
  return inYears(found) ? found : null;
}

// Returns what the clock shows in every place so many minutes after a part began, as [{key, at, shift}]: `shift` is how
// many days that is from the day that was written.
export function hours({ card, begins: start }, minute, sides) {
  if (!card || start === null) return [];
  const instant = start + Math.floor(Math.round(minute * MINUTE_MS * 1_000) / 1_000); // as exact as the server: to the microsecond
  if (!inYears(instant)) return [];
  return sides.flatMap(({ key, zone }) => {
    const shown = format(zone) && instant + offset(zone, instant);
    if (shown === null || !inYears(shown)) return [];
    const at = new Date(shown).toISOString().slice(11, 16);
    return [{ key, at, shift: Math.floor(shown / DAY_MS) - midnight(card.on) / DAY_MS }];
  });
}

// Returns the midnight of a day on a clock that never changes, in milliseconds; null for what is no day.
export function midnight(day) {
  const [, year, month, date] = DAY.exec(typeof day === "string" ? day : "") ?? [];
  if (year === undefined || year === "0000") return null;
  const found = new Date(`${day}T00:00:00Z`);
  return found.getUTCMonth() + 1 === Number(month) && found.getUTCDate() === Number(date) ? found.getTime() : null;
}

function inYears(instant) {
  const year = new Date(instant).getUTCFullYear(); // NaN for what is no instant at all
  return year >= 1 && year <= 9999;
}

// Returns how far the clock of a zone is ahead at an instant, in milliseconds.
function offset(zone, instant) {
  const shown = { era: "AD" };
  const whole = Math.floor(instant / 1_000) * 1_000;
  for (const { type, value } of format(zone).formatToParts(whole)) shown[type] = type === "era" ? value : Number(value);
  const date = new Date(0);
  date.setUTCFullYear(shown.era === "BC" ? 1 - shown.year : shown.year, shown.month - 1, shown.day);
  date.setUTCHours(shown.hour, shown.minute, shown.second);
  return date.getTime() - whole;
}

// Returns the clock of a zone; null for a name that is none.
function format(zone) {
  if (!formats.has(zone)) formats.set(zone, made(zone));
  return formats.get(zone);
}

function made(timeZone) {
  if (typeof timeZone !== "string" || !timeZone) return null;
  const digits = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  try {
    return new Intl.DateTimeFormat("en-US", { ...digits, era: "short", calendar: "gregory", hourCycle: "h23", timeZone });
  } catch {
    return null;
  }
}
