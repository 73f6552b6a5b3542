// Widgets: what lists and tables do more than hold boxes, on a page that is live. Fetched once that is so, and told what
// the page is made of (`live`); nothing here knows a tool, and each goes by what the list says of itself:
//
//   data-plane   cards with a place: put there on a picture         plane.js
//   data-clock   cards that follow one another: the hours           agenda.js
//   data-weeks   cards that are stretches of a year: the weeks      weeks.js
//   table.grid   cells: from one to the other with the keys         cells.js

import { Agenda } from "./agenda.js";
import { Cells } from "./cells.js";
import { Plane } from "./plane.js";
import { Weeks } from "./weeks.js";

// Returns what is to be done with a part of the page that arrived; everything that is there now comes first.
export function begin(live) {
  const known = new WeakSet();
  const each = (part, selector, work) => {
    for (const element of part.querySelectorAll(selector)) {
      const list = live.lists().find((one) => one.element === element);
      if (known.has(element) || (!list && !element.matches("table"))) continue;
      known.add(element);
      work(element, list);
    }
  };
  const add = (part) => {
    each(part, "ol[data-plane]", (_, list) => new Plane(live, list));
    each(part, "ol[data-weeks]", (_, list) => new Weeks(live, list));
    each(part, "table.grid:has(td :is(select, input))", (table) => new Cells(live, table));
    for (const element of live.root.querySelectorAll("ol[data-clock]")) {
      const [list, parts] = [element.dataset.cards, element.dataset.clock].map((home) => live.lists().find((one) => one.home === home && !one.mine));
      if (!list || !parts || known.has(element)) continue; // the parts may stand in a question that comes later
      known.add(element);
      new Agenda(live, list, parts);
    }
  };
  add(live.root);
  return add;
}
