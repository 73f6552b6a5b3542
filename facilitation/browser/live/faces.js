// Faces: what a card says when it is folded, written anew from its boxes.
//
// The main part speaks for the card: the one that has no place of its own (data-pair) on the face. It stands there in
// the reader's language, or else in the first one that has words, and then says so.

import { shown } from "./differences.js";

export class Faces extends EventTarget {
  constructor(boxes, languages) {
    super();
    Object.assign(this, { boxes, languages });
    this.language = document.documentElement.lang;
    boxes.addEventListener("touched", ({ detail: { box } }) => {
      const card = box.element.closest("[data-card]");
      if (card) this.draw(card);
    });
  }

  draw(card) {
    const face = card.querySelector("[data-face]");
    const parts = [...card.querySelectorAll("[data-box]")].map((element) => this.boxes.of(element)).filter(Boolean);
    if (!face || !parts.length) return;
    const pairs = new Map([...face.querySelectorAll("[data-pair]")].map((pair) => [pair.dataset.pair, pair]));
    const name = (box) => box.address.split("/").pop();
    const main = parts.find((box) => !pairs.has(name(box))) ?? parts[0];
    this.speak(card, face, main);
    for (const box of parts) {
      const pair = box === main ? null : pairs.get(name(box));
      if (!pair) continue;
      const [first] = this.words(box);
      const words = [box.value?.said(), first?.words].filter(Boolean).join(", ");
      const place = pair.querySelector("b");
      place.textContent = words;
      place.lang = first && !box.value ? first.language : this.language;
      pair.hidden = !words;
    }
    this.dispatchEvent(new CustomEvent("drawn", { detail: card }));
  }

  speak(card, face, main) {
    const words = this.words(main);
    const [first] = words;
    const place = face.querySelector("[data-main]");
    const said = first?.words ?? main.value?.said() ?? "";
    place.textContent = said || this.boxes.word("empty-card");
    place.className = first ? "say" : said ? "value" : "muted";
    const foreign = Boolean(first) && first.language !== this.language;
    if (foreign) place.lang = first.language;
    else place.removeAttribute("lang");
    const mark = face.querySelector("[data-foreign]");
    if (mark) {
      mark.hidden = !foreign;
      mark.textContent = foreign ? this.boxes.word(`in ${first.language}`) : "";
    }
    for (const other of face.querySelectorAll("[data-text]")) {
      const held = words.find((each) => each.language === other.dataset.text && each !== first);
      other.textContent = held?.words ?? "";
      other.hidden = !held;
    }
    const title = said.split("\n")[0] || "…";
    for (const each of card.querySelectorAll("[data-title]")) each.textContent = `: ${title}`;
    const use = card.querySelector("button[value^='use:']");
    if (use) use.hidden = !first;
  }

  // The words of a box by language, the reader's own first; languages without words are left out.
  words(box) {
    const held = box.texts.map(({ area, text }) => ({ language: area.name.split("@").pop(), words: shown(text.toString()) }));
    const rank = ({ language }) => (this.languages.includes(language) ? this.languages.indexOf(language) : this.languages.length);
    return held.filter((each) => each.words.trim()).sort((one, other) => rank(one) - rank(other));
  }
}

// Gives cards the look of the side whose name stands on them: the fragment says who put them there.
export function colour(part) {
  for (const by of part.querySelectorAll("[data-by]")) {
    const look = lookOf(by.querySelector("[class]"));
    const card = by.closest("[data-card]");
    if (look && card) dress(card, look);
  }
}

export function lookOf(element) {
  return /(?:^|\s)(s\d|sj)(?:\s|$)/.exec(element?.className ?? "")?.[1] ?? "";
}

export function dress(card, look) {
  card.className = card.className.replace(/(^|\s)(s\d|sj)(?=\s|$)/, "$1").trim();
  card.classList.add(look);
}
