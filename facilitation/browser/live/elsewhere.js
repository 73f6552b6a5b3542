// Elsewhere: cards of other tools of the project that boxes of this page point at. The server says how they are called
// now (`#linked`, with every refresh); boxes offer them, and tables get their names and, when cards came or went, new edges.

import { offer } from "./links.js";

export class Elsewhere {
  // `add` binds a part of the page that arrived, `boxes` lets go of what leaves it.
  constructor(boxes, faces, add, root) {
    Object.assign(this, { boxes, faces, add, root });
    this.draw();
  }

  draw() {
    for (const list of document.querySelectorAll("#linked [data-linked]")) {
      const cards = [...list.children].map((item) => ({ id: item.dataset.id, title: item.textContent }));
      for (const box of this.boxes.records.values()) {
        if (box.element.dataset.to !== list.dataset.linked || !box.value) continue;
        offer(box, cards);
        const card = box.element.closest("[data-card]");
        if (card) this.faces.draw(card);
      }
      for (const { id, title } of cards) this.call(`${list.dataset.linked} ${id}`, title);
    }
  }

  // Gives the row or column of a card its present name.
  call(key, title) {
    for (const head of this.root.querySelectorAll(`[data-called="${CSS.escape(key)}"]`)) {
      if (head.textContent === title) continue;
      const before = head.textContent;
      head.textContent = title;
      const column = [...head.parentElement.children].indexOf(head);
      const cells = head.scope === "col" ? [...head.closest("table").tBodies[0].rows].map((row) => row.cells[column]) : [...head.parentElement.cells];
      for (const cell of cells) {
        if (head.scope === "col" && cell?.dataset.l === before) cell.dataset.l = title;
        const label = cell?.querySelector("label.hide");
        if (label) label.textContent = label.textContent.replace(before, title);
      }
    }
  }

  // A table whose rows or columns are other cards by now comes whole; whoever stands in a cell of it stays there.
  lay(template) {
    const old = document.getElementById(template.dataset.edgesOf);
    const [fresh] = document.importNode(template.content, true).children;
    if (!old || !fresh || old.dataset.edges === template.dataset.edges) return;
    const here = old.contains(document.activeElement) ? document.activeElement.id : "";
    this.boxes.free(old);
    old.replaceWith(fresh);
    this.add(fresh);
    if (here) document.getElementById(here)?.focus({ preventScroll: true });
  }
}
