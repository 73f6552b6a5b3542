// Notes: a sentence with buttons, made on the page; the sentences come from it.

export function button(words, work, className = "btn ghost small") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className, textContent: words });
  made.addEventListener("click", work);
  return made;
}

export function note(words, buttons) {
  const made = document.createElement("div");
  made.className = "find warn";
  made.dataset.notice = "";
  made.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent = words;
  const row = document.createElement("p");
  row.className = "row tight";
  row.append(...buttons);
  made.append(sentence, row);
  return made;
}
