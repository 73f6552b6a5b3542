// Height: a box to write in is as high as its text, and never lower than the page made it.
//
// Boxes only grow: a box that shrinks while one writes makes the page jump.

export function fitTextareas() {
  const boxes = () => document.querySelectorAll("textarea");
  document.addEventListener("input", (event) => fit(event.target));
  document.addEventListener("toggle", () => boxes().forEach(fit), true); // a box in something folded has no height yet
  addEventListener("resize", () => boxes().forEach(fit));
  boxes().forEach(fit);
}

export function fit(box) {
  if (box.tagName !== "TEXTAREA" || box.closest("details:not([open])") || box.scrollHeight <= box.clientHeight) return;
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}
