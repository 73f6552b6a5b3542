// Differences: what a person changed in a box, and how it goes on top of what others did meanwhile.
//
// A change is {at, gone, put}: at `at`, `gone` signs (UTF-16, as boxes and Yjs count) make place for `put`. A list of
// changes is in order and counted in the text before. No change ever cuts what a person sees as one sign.

const WORD = /[\p{L}\p{N}\p{M}\p{Pc}]/u;
const UNITS =
  /[\p{L}\p{N}\p{M}\p{Pc}]+(?:['’ʼ][\p{L}\p{N}\p{M}\p{Pc}]+)*|\p{RI}\p{RI}|[^](?:[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d[^])*/gu;
const UNKEPT = /[\0\ud800-\udfff]/u; // read as whole signs: a half that has its other half is none of these
const MOST_PAIRS = 1_000_000; // pairs of words that are compared; a longer stretch counts as written anew
const AROUND = 120; // signs on either side in which the borders of one sign are looked for

const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

// Whether everything in a text can be kept: no NUL and no half of a pair of surrogates.
export function keepable(text) {
  return !UNKEPT.test(text);
}

// Returns the one change that makes `after` of `before` ("" and "" for none). What stands behind the `caret` after
// typing was there before: so one of many equal letters is the one that was typed.
export function change(before, after, caret = after.length) {
  const shorter = Math.min(before.length, after.length);
  const fromEnd = (tail) => before[before.length - 1 - tail] === after[after.length - 1 - tail];
  let tail = 0;
  while (tail < Math.min(after.length - caret, shorter) && fromEnd(tail)) tail += 1;
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head += 1;
  while (tail < shorter - head && fromEnd(tail)) tail += 1;
  if (before.length === after.length && head === before.length) return { at: head, gone: 0, put: "" };
  head = Math.min(left(before, head), left(after, head));
  tail = Math.min(before.length - right(before, before.length - tail), after.length - right(after, after.length - tail));
  return { at: head, gone: before.length - tail - head, put: after.slice(head, after.length - tail) };
}

// The border of a sign at or before a place, and at or after it.
function left(text, place) {
  return border(text, place, false);
}
function right(text, place) {
  return border(text, place, true);
}

function border(text, place, forward) {
  const plain = (sign) => Number.isNaN(sign) || sign < 0x300;
  if (plain(text.charCodeAt(place - 1)) && plain(text.charCodeAt(place))) return place;
  if (segmenter) {
    let from = Math.max(0, place - AROUND);
    if (isLow(text, from)) from += 1;
    const one = segmenter.segment(text.slice(from, place + AROUND)).containing(place - from);
    if (!one || one.index === place - from) return place;
    return from + one.index + (forward ? one.segment.length : 0);
  }
  return isLow(text, place) ? place + (forward ? 1 : -1) : place;
}

// Whether a place lies between the two halves of one sign.
function isLow(text, place) {
  return /[\udc00-\udfff]/.test(text[place] ?? "") && /[\ud800-\udbff]/.test(text[place - 1] ?? "");
}

// Returns the changes that make `after` of `before`: whole words; with `fine` only the letters in them.
export function changes(before, after, fine = false) {
  const old = before.match(UNITS) ?? [];
  const fresh = after.match(UNITS) ?? [];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, fresh.length) - head;
  while (tail < most && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const one = old.slice(head, old.length - tail);
  const other = fresh.slice(head, fresh.length - tail);
  const found = [];
  let at = length(old.slice(0, head));
  let i = 0;
  let j = 0;
  for (const [here, there] of [...common(one, other), [one.length, other.length]]) {
    const gone = one.slice(i, here).join("");
    const put = other.slice(j, there).join("");
    if (gone !== put) {
      const inside = fine ? change(gone, put) : { at: 0, gone: gone.length, put };
      found.push({ ...inside, at: at + inside.at });
    }
    at += gone.length + (one[here]?.length ?? 0);
    i = here + 1;
    j = there + 1;
  }
  return found;
}

function length(units) {
  return units.reduce((sum, unit) => sum + unit.length, 0);
}

// Returns the places of the most words that two lists have in common; a space alone is no landmark.
function common(one, other) {
  const words = (units) => units.map((unit, place) => [unit, place]).filter(([unit]) => unit.trim());
  const [a, b] = [words(one), words(other)];
  if (a.length * b.length > MOST_PAIRS) return [];
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        a[i][0] === b[j][0]
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i][0] === b[j][0]) pairs.push([a[i++][1], b[j++][1]]);
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

// Returns the changes to carry out on `theirs` so that it also holds what `mine` changed since `base`. Words of both
// stay: whoever answered a question that was blank for both gets a line of their own.
export function together(base, mine, theirs, fine = false) {
  if (mine === theirs) return [];
  if (!fine && !base.trim() && mine.trim() && theirs.trim()) {
    if (`\n${theirs}\n`.includes(`\n${mine.trim()}\n`)) return [];
    return [{ at: theirs.length, gone: 0, put: `${theirs.endsWith("\n") ? "" : "\n"}${mine.trim()}` }];
  }
  const over = changes(base, theirs, fine);
  if (!over.length) return changes(base, mine, fine);
  const same = (one) => (each) => each.at === one.at && each.gone === one.gone && each.put === one.put;
  const own = changes(base, mine, fine).filter((each) => fine || !over.some(same(each)));
  return own.flatMap((each) => moved(each, over)).map((each) => (fine ? each : apart(each, theirs)));
}

// Returns a change as it is after others were carried out on the same text: their words stay.
function moved(own, over) {
  const stop = own.at + own.gone;
  const borders = new Set([own.at, stop]);
  for (const each of over) {
    for (const place of [each.at, each.at + each.gone]) if (place > own.at && place < stop) borders.add(place);
  }
  const cuts = [...borders].sort((one, other) => one - other);
  const found = [];
  cuts.slice(0, -1).forEach((from, number) => {
    const to = cuts[number + 1];
    const theirs = over.some((each) => each.at <= from && to <= each.at + each.gone);
    if (!theirs) found.push({ at: place(over, from), gone: to - from, put: "" });
  });
  const at = place(over, own.at);
  if (!own.put) return found;
  if (found[0]?.at === at) found[0].put = own.put;
  else found.unshift({ at, gone: 0, put: own.put });
  return found;
}

// Returns where a place is after changes. What others put right there stands before it, or behind it if `stays`.
export function place(over, at, stays = false) {
  let grown = 0;
  for (const each of over) {
    const stop = each.at + each.gone;
    if (stop > at) return each.at < at ? each.at + grown + (stays ? Math.min(at - each.at, each.put.length) : 0) : at + grown;
    if (stays && each.at === at) break;
    grown += each.put.length - each.gone;
  }
  return at + grown;
}

// Puts a space between the words of two people that would read as one.
function apart(own, theirs) {
  const before = theirs[own.at - 1] ?? " ";
  const behind = theirs[own.at + own.gone] ?? " ";
  const seam = (one, other) => (WORD.test(one) && WORD.test(other) ? " " : "");
  if (!own.put) return { ...own, put: seam(before, behind) };
  return { ...own, put: seam(before, own.put[0]) + own.put + seam(own.put.slice(-1), behind) };
}

// Returns a text after changes.
export function carriedOut(text, list) {
  let done = "";
  let at = 0;
  for (const each of list) {
    done += text.slice(at, each.at) + each.put;
    at = each.at + each.gone;
  }
  return done + text.slice(at);
}

// Texts as a box shows them, with lines ended by LF, and places in what is kept, which may hold CR from old files.

export function shown(kept) {
  return kept.includes("\r") ? kept.replace(/\r\n?/g, "\n") : kept;
}

// Returns a change counted in what a box shows as one counted in what is kept.
export function inKept(kept, each) {
  if (!kept.includes("\r")) return each;
  const at = keptPlace(kept, each.at);
  return { at, gone: keptPlace(kept, each.at + each.gone) - at, put: each.put };
}

function keptPlace(kept, at) {
  let place = 0;
  for (let seen = 0; seen < at; seen += 1) place += kept[place] === "\r" && kept[place + 1] === "\n" ? 2 : 1;
  return place;
}

// Returns a text in pieces that one message can carry, never cutting a sign of two halves.
export function pieces(text, most) {
  const found = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + most);
    if (isLow(text, to)) to -= 1;
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}
