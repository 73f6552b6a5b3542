// Element: makes one. `made("p", { class: "muted" }, "words", another)`; listeners as `onclick`.

export function made(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...content.filter((each) => each || each === 0));
  return element;
}
