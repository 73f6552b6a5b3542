// Values: what a person put into a form, as a list of [name, value] in the order of the form.
//
// Left out: passwords and files, and hidden fields, which people do not fill; except those marked `data-base`, which
// say from which state of the text the person started.

export function read(form) {
  const pairs = [];
  for (const field of fields(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) pairs.push([field.name, field.value]);
    } else if (field.tagName === "SELECT") {
      for (const option of field.selectedOptions) pairs.push([field.name, option.value]);
    } else {
      pairs.push([field.name, field.value]);
    }
  }
  return pairs;
}

// Puts values back. What stands on a card about which nothing was kept was not on the form then, and stays as it is.
export function write(form, pairs) {
  const waiting = new Map();
  const cards = new Set(pairs.map(([name]) => cardOf(name)));
  for (const [name, value] of pairs) waiting.set(name, [...(waiting.get(name) ?? []), value]);
  for (const field of fields(form)) {
    if (!cards.has(cardOf(field.name))) continue;
    const values = waiting.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (values.length) {
      field.value = values.shift();
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The card that a name is about, "" for what stands on none.
function cardOf(name) {
  const [home, card, part] = name.split("/");
  return part ? `${home}/${card}` : "";
}

function fields(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !["FIELDSET", "BUTTON", "OUTPUT", "OBJECT"].includes(field.tagName) &&
      !["submit", "image", "reset", "button", "password", "file"].includes(field.type) &&
      (field.type !== "hidden" || "base" in field.dataset),
  );
}
