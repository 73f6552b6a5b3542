// Year: twelve months in weeks, and which stretches of days lie in a week. A week is called by its Monday, a day by its
// text ("2026-11-20"), which sorts as days do; it belongs to the month in which it begins.

import { midnight } from "./hours.js";

const DAY_MS = 86_400_000;

const text = (instant) => new Date(instant).toISOString().slice(0, 10);

// Returns the day so many days after another one.
export function after(day, days) {
  return text(midnight(day) + days * DAY_MS);
}

// Returns the Monday of the week of a day.
export function monday(day) {
  return after(day, -((new Date(midnight(day)).getUTCDay() + 6) % 7));
}

// Returns twelve months as [{month: "2026-11", weeks: [mondays]}]: those from the week of `today` on, or so many years later.
export function months(today, years = 0) {
  const [year, month] = monday(today).split("-").map(Number);
  return Array.from({ length: 12 }, (_, number) => {
    const first = text(Date.UTC(year + years, month - 1 + number, 1));
    const weeks = [];
    for (let week = monday(after(first, 6)); week.slice(0, 7) === first.slice(0, 7); week = after(week, 7)) weeks.push(week);
    return { month: first.slice(0, 7), weeks };
  });
}

// Returns those of the cards {starts, ends} that take a place, with both of their days; the rule of environment_scan/calendar.py.
export function stretches(cards) {
  return cards
    .map((card) => ({ ...card, ends: card.ends || card.starts }))
    .filter(({ starts, ends }) => midnight(starts) !== null && midnight(ends) !== null && starts <= ends);
}

// Returns the stretches that share at least one day with a week.
export function within(found, week) {
  const last = after(week, 6);
  return found.filter(({ starts, ends }) => starts <= last && week <= ends);
}

// Returns one letter for each of these words, that no other has: the first of one of its words if that is free, else
// any of its letters, else its number.
export function letters(words) {
  const taken = new Set();
  return words.map((word, number) => {
    const firsts = word.split(/\s+/).map((each) => each.slice(0, 1));
    const letter = [...firsts, ...word].map((each) => each.toUpperCase()).find((each) => /\p{L}/u.test(each) && !taken.has(each));
    taken.add(letter ?? String(number + 1));
    return letter ?? String(number + 1);
  });
}
