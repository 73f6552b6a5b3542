// Keep: a net under what is typed. Until the server has it, it stays in this tab and is offered back.
//
//   <form data-keep="12/question">              the key says whose words these are, and where they belong
//     <input type="hidden" data-base ...>       the state they started from; kept with them, so that they merge
//     <div data-kept hidden> ... <button type="button" data-kept-restore> <button type="button" data-kept-drop></div>
//   <p data-kept-done="12/question">            on the page that says "saved"; "*" (signed out) forgets everything
//
// Words on a card that came without its form (data-folded) are put back once the page has drawn that form.
//
// Nothing is put back unasked. While an offer stands, what was kept stays as it is. A form that is live (data-guard="live")
// needs no net: its words are on their way with every letter.

import { read, write } from "./values.js";

const PREFIX = "kept:";

export function keepUnsent() {
  let store;
  try {
    store = sessionStorage;
  } catch {
    return; // a browser that keeps nothing has no net; sending works all the same
  }
  for (const done of document.querySelectorAll("[data-kept-done]")) forget(store, done.dataset.keptDone);
  for (const form of document.querySelectorAll("form[data-keep]")) keep(store, form);
}

function forget(store, keys) {
  const gone = keys === "*" ? Object.keys(store).filter((key) => key.startsWith(PREFIX)) : [];
  for (const key of keys.split(" ")) gone.push(PREFIX + key);
  for (const key of gone) store.removeItem(key);
}

function keep(store, form) {
  const key = PREFIX + form.dataset.keep;
  const offer = form.querySelector("[data-kept]");
  const kept = store.getItem(key);
  if (kept !== null && offer && differs(JSON.parse(kept), form)) {
    offer.hidden = false;
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
      const folded = unformed(JSON.parse(kept), form);
      if (folded.length) return void location.assign(unfolding(folded));
      const before = new Map([...form.elements].map((field) => [field, said(field)]));
      write(form, JSON.parse(kept));
      offer.hidden = true;
      show([...form.elements].find((field) => field.type !== "hidden" && said(field) !== before.get(field)));
    });
    offer.querySelector("[data-kept-drop]")?.addEventListener("click", () => {
      store.removeItem(key);
      offer.hidden = true;
      form.querySelector("textarea, input:not([type=hidden]), select")?.focus({ preventScroll: true });
    });
  }
  form.addEventListener("input", () => {
    if ((offer && !offer.hidden) || form.dataset.guard === "live") return;
    try {
      store.setItem(key, JSON.stringify(read(form)));
    } catch {
      // full: the words stay on the page, and the guard asks before it is left
    }
  });
}

// Whether what was kept says something else than the page, the state it started from aside.
function differs(kept, form) {
  const base = new Set([...form.querySelectorAll("[data-base]")].map((field) => field.name));
  const words = (pairs) => JSON.stringify(pairs.filter(([name]) => !base.has(name)));
  return words(kept) !== words(read(form));
}

// The cards for which words were kept and whose form is not on the page.
function unformed(kept, form) {
  const names = [...form.querySelectorAll("[data-folded]")].map((button) => button.value.replace(/^unfold:/, ""));
  return names.filter((name) => kept.some(([each]) => each.startsWith(`${name}/`)));
}

// This page, with the forms of these cards.
function unfolding(names) {
  const there = new URL(location.href);
  for (const name of names) there.searchParams.append("open", name);
  return there;
}

function said(field) {
  return `${field.value}${field.checked}`;
}

// Goes to the first words that came back, which may stand in something folded, far from where the page opened.
function show(field) {
  for (let folded = field?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  field?.focus();
}
