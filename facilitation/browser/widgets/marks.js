// Marks: how the cards of a plane are drawn on it: each at its place, those that would cover each other moved apart, with
// a line to the place that is meant. Where there are many, each shows its number alone and its name when one is at it.

import { apart } from "./apart.js";

const SVG = "http://www.w3.org/2000/svg";
const CROWDED = 0.45; // of the plane, covered by marks with their names
const NEAR = 3; // pixels: no line needed

// `cards` are those with a place: {place, mark}.
export function lay(ground, cards) {
  const { width, height } = ground.getBoundingClientRect();
  if (!width) return;
  ground.removeAttribute("data-crowded");
  let sizes = measure(cards);
  const covered = sizes.reduce((sum, { w, h }) => sum + w * h, 0);
  if (covered > CROWDED * width * height) {
    ground.setAttribute("data-crowded", "");
    sizes = measure(cards);
  }
  const exact = cards.map(({ place }) => ({ x: (place.x / 100) * width, y: (1 - place.y / 100) * height }));
  const found = apart(exact.map((at, number) => ({ ...at, ...sizes[number] })), width, height);
  cards.forEach(({ mark }, number) => {
    mark.style.left = `${found[number].x}px`;
    mark.style.top = `${found[number].y}px`;
  });
  lines(ground, exact, found, width, height);
}

function measure(cards) {
  return cards.map(({ mark }) => ({ w: mark.offsetWidth, h: mark.offsetHeight }));
}

function lines(ground, exact, found, width, height) {
  let svg = ground.querySelector("svg");
  if (!svg) {
    svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("aria-hidden", "true");
    ground.prepend(svg);
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const axes = shape("path", { class: "axis", d: `M${width / 2} 0V${height}M0 ${height / 2}H${width}` });
  const drawn = exact.flatMap((at, number) => {
    const { x, y } = found[number];
    if (Math.hypot(at.x - x, at.y - y) < NEAR) return [];
    return [shape("path", { class: "lead", d: `M${at.x} ${at.y}L${x} ${y}` }), shape("circle", { class: "spot", cx: at.x, cy: at.y, r: 3 })];
  });
  svg.replaceChildren(axes, ...drawn);
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
