// Removed: the cards of a list that were taken away and can be brought back, below the list.

export function drawRemoved(list, cards) {
  if (!list.gone) return;
  const wanted = new Set(cards.map((each) => each.id));
  for (const item of [...list.gone.children]) if (!wanted.has(item.dataset.card)) item.remove();
  for (const { id } of cards) {
    if ([...list.gone.children].some((each) => each.dataset.card === id)) continue;
    const item = filled(list.models.removed, id);
    list.gone.append(item);
    remember(list, item, id);
  }
  const fold = list.gone.closest("details");
  if (!fold) return;
  fold.hidden = !cards.length;
  const count = fold.querySelector("[data-count]");
  if (count) count.textContent = String(cards.length);
}

// A card that is not in the list has no boxes: its words are read from the document.
function remember({ models, faces, room, home, boxes }, item, id) {
  const model = models.card.content.querySelector("[data-kind=text]");
  const part = model?.dataset.box.split("/").pop();
  const languages = part ? faces.languages : [];
  const found = languages.map((language) => [language, room.doc.getText(`${home}/${id}/${part}@${language}`).toString()]);
  const [language, words] = found.find(([, each]) => each.trim()) ?? ["", ""];
  const place = item.querySelector("[data-main]");
  place.textContent = words || boxes.word("empty-card");
  place.className = words ? "say" : "muted";
  if (language && language !== faces.language) place.lang = language;
  for (const each of item.querySelectorAll("[data-title]")) each.textContent = `: ${words.split("\n")[0] || "…"}`;
}

// Returns what a template holds, for one card.
export function filled(template, id) {
  const made = document.createElement("template");
  made.innerHTML = template.innerHTML.replaceAll("CARD", id);
  return made.content.firstElementChild;
}
