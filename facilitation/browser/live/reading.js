// Reading: strings that people type and choose, and the values that they mean; the rules of canvas_inputs.py.
//
// `understand` returns {value}, or {problem: [key of a sentence, what stands in it]}. Nothing is repaired: what cannot
// be read is asked again, and so is a number that two countries read differently (1.500).

export const NOTHING = "__nothing__";
const UNSETTLED = "__unsettled__"; // what a list shows while two answers stand beside each other
const LARGEST = Number.MAX_SAFE_INTEGER; // beyond it, what is kept is not what was typed

// Returns what the strings of a box mean: `raw` is {"": [strings], "!": [...], ":x": [...], ":y": [...]} by ending.
export function understand(kind, raw, { whole = false, many = false } = {}) {
  const one = raw[""]?.[0] === UNSETTLED ? "" : (raw[""]?.[0] ?? "");
  if (kind === "choices" || kind === "linkortext" || (kind === "link" && many)) return ticked(raw[""] ?? []);
  if (kind === "link") return { value: one === NOTHING ? NOTHING : one ? [one] : null };
  if (kind === "scale") return { value: one === NOTHING ? NOTHING : one === "" ? null : Number(one) };
  if (kind === "choice") return { value: one || null };
  if (kind === "mark") return { value: one !== "" };
  const typed = kind === "position" ? [raw[":x"]?.[0], raw[":y"]?.[0]].map((each) => (each ?? "").trim()) : [one.trim()];
  const blank = typed.every((each) => !each);
  if (raw["!"]?.length || one === NOTHING) return blank || one === NOTHING ? { value: NOTHING } : { problem: ["both-blank"] };
  if (blank) return { value: null };
  if (kind === "number") return number(typed[0], whole);
  if (kind === "day") return day(typed[0]);
  if (kind === "time") return time(typed[0]);
  return position(typed);
}

function ticked(chosen) {
  const list = chosen.filter(Boolean);
  if (!list.includes(NOTHING)) return { value: list.length ? list : null };
  return list.length > 1 ? { problem: ["both-blank"] } : { value: NOTHING };
}

export function number(raw, whole = false) {
  const [, before, mark, behind] = /^([-+]?[0-9]{1,300})(?:([.,])([0-9]+))?$/.exec(raw) ?? [];
  if (before === undefined) return { problem: ["not-a-number"] };
  if (mark && behind.length === 3 && /^[-+]?[1-9][0-9]{0,2}$/.test(before)) {
    const shorter = behind.replace(/0+$/, "");
    const decimals = shorter === behind ? `${before}${mark}${behind}0` : `${before}${mark}${shorter || "0"}`;
    return { problem: ["which-number", { thousands: before + behind, decimals }] };
  }
  const value = Number(mark ? `${before}.${behind}` : before) || 0;
  if (Math.abs(value) > LARGEST) return { problem: ["number-too-large"] };
  return whole && !Number.isInteger(value) ? { problem: ["not-whole"] } : { value };
}

function day(raw) {
  const date = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(raw) && !raw.startsWith("0000") ? new Date(`${raw}T00:00:00Z`) : NaN;
  const exists = !Number.isNaN(Number(date)) && date.toISOString().startsWith(raw);
  return exists ? { value: raw } : { problem: ["not-a-day"] };
}

function time(raw) {
  const [, hours, minutes] = /^([0-9]{1,2})[:.hu]([0-9]{2})$/.exec(raw) ?? [];
  const exists = hours !== undefined && Number(hours) < 24 && Number(minutes) < 60;
  return exists ? { value: `${hours.padStart(2, "0")}:${minutes}` } : { problem: ["not-a-time"] };
}

function position([x, y]) {
  if (!x || !y) return { problem: ["half-a-position"] };
  const [east, north] = [number(x), number(y)];
  const unclear = east.problem ?? north.problem;
  if (unclear) return { problem: unclear };
  const inside = [east.value, north.value].every((each) => each >= 0 && each <= 100);
  return inside ? { value: { x: east.value, y: north.value } } : { problem: ["outside-position"] };
}

// Returns the strings by which a value is shown, by ending, as `understand` takes them.
export function strings(kind, value) {
  const list = Array.isArray(value) ? value.map(String) : value === null || value === undefined ? [] : [String(value)];
  if (kind === "position") {
    const axis = (name) => [value && typeof value === "object" ? String(value[name]) : ""];
    return { ":x": axis("x"), ":y": axis("y"), "!": value === NOTHING ? [NOTHING] : [] };
  }
  if (kind === "number" || kind === "day" || kind === "time") {
    return { "": [value === NOTHING ? "" : (list[0] ?? "")], "!": value === NOTHING ? [NOTHING] : [] };
  }
  if (kind === "mark") return { "": value === true ? ["yes"] : [] };
  return { "": list.length || kind === "choices" || kind === "linkortext" ? list : [""] };
}
