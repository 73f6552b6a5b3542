// Live: joins the page of a canvas to everybody else who has it open. Without it the page works by its forms.
//
// Nothing is bound before the documents of all rooms are here; a page whose line never opens stays a form. So does one
// that came back with words that were not saved: they are no drawing of what is kept.

import { Alone } from "./alone.js";
import { Aloud } from "./aloud.js";
import { Badges } from "./badges.js";
import { Boxes } from "./boxes.js";
import { Buttons } from "./buttons.js";
import { CardList } from "./cards.js";
import { dragCards } from "./dragging.js";
import { Typing } from "./edit.js";
import { Elsewhere } from "./elsewhere.js";
import { colour, Faces } from "./faces.js";
import { Links } from "./links.js";
import { NewCards } from "./newcards.js";
import { notice } from "./notice.js";
import { Presence } from "./presence.js";
import { Refresh } from "./refresh.js";
import { silence } from "./nets.js";
import { join } from "./session.js";
import { followTyping } from "./strip.js";
import { meant, Undo } from "./undo.js";

const root = document.querySelector("[data-live]");
const session = root && root.dataset.guard !== "unsent" ? join() : null;
if (session) {
  notice(session);
  awaitForms();
  session.addEventListener("live", start, { once: true });
}

// A card that came without its form gets one as soon as the page is live: until then nobody is sent to another page for
// it, unless there turns out to be no line.
function awaitForms() {
  const wait = (event) => {
    const pressed = event.target.closest?.("[data-folded]");
    if (!pressed || session.state === "blocked" || session.state === "refused") return;
    event.preventDefault();
    pressed.dataset.wanted = "";
    pressed.setAttribute("aria-busy", "true");
  };
  root.addEventListener("click", wait);
  session.addEventListener("state", () => {
    if (session.state === "blocked") root.querySelector("[data-wanted]")?.click();
  });
}

// A page that cannot be bound says so and is a form again: nothing of it goes by the line any more.
function start() {
  try {
    bind();
  } catch (error) {
    session.giveUp();
    throw error;
  }
}

function bind() {
  const undo = new Undo(Typing);
  const boxes = new Boxes(session, undo);
  const faces = new Faces(boxes, (root.dataset.canvasLanguages ?? "").split(" ").filter(Boolean));
  const aloud = new Aloud(boxes);
  const found = new Map();
  const lists = () => [...found.values()];
  const links = new Links(boxes, lists);
  const live = { session, root, boxes, undo, aloud, lists };
  let dress = () => {}; // what lists and tables do more (../widgets): it comes later, and nobody waits for it to type

  function add(part) {
    boxes.bind(part);
    for (const element of part.querySelectorAll("[data-cards]")) {
      if (found.has(element) || !session.rooms.has(element.dataset.room)) continue;
      const list = new CardList(element, boxes, faces, links);
      list.fresh = new NewCards(list, root.dataset.keep ?? "");
      found.set(element, list);
      dragCards(list, (id, place) => buttons.move(list, id, place));
      links.follow(list);
    }
    for (const list of found.values()) list.complete();
    dress(part);
  }

  const refresh = new Refresh(session, boxes, root);
  const buttons = new Buttons({ ...live, refresh });
  add(root);
  const elsewhere = new Elsewhere(boxes, faces, add, root);
  const alone = new Alone(lists, add, () => session.now().getTime());
  new Badges(session, boxes);
  new Presence(session, boxes);
  refresh.addEventListener("placed", () => {
    colour(root);
    alone.draw();
    elsewhere.draw();
    for (const { value } of boxes.records.values()) if (value?.two) value.show();
  });
  refresh.addEventListener("grown", ({ detail }) => add(detail));
  refresh.addEventListener("edges", ({ detail }) => elsewhere.lay(detail));
  session.addEventListener("rooms", () => add(root));
  offerUndo(undo, boxes, aloud);
  const fetchMore = () =>
    import(root.dataset.more).then(
      ({ begin }) => (dress = begin({ ...live, elsewhere })),
      () => session.addEventListener("back", fetchMore, { once: true }),
    );
  if (root.dataset.more) fetchMore();
  silence(live); // the last: what hangs under a form stays as long as it may have to be one
}

function offerUndo(undo, boxes, aloud) {
  const buttons = { undo: document.getElementById("undo"), redo: document.getElementById("redo") };
  const go = (way) => undo.go(way) && aloud.say(boxes.word(way === "undo" ? "undone" : "redone"));
  for (const [way, button] of Object.entries(buttons)) button?.addEventListener("click", () => go(way));
  undo.addEventListener("steps", () => {
    for (const [way, button] of Object.entries(buttons)) if (button) button.disabled = !undo.can(way);
  });
  document.addEventListener("keydown", (event) => {
    const way = meant(event);
    if (!way || event.target.tagName !== "TEXTAREA" || !boxes.of(event.target)?.texts.length) return;
    event.preventDefault();
    go(way);
  });
  const strip = document.getElementById("strip-live");
  if (strip) strip.hidden = false;
  followTyping();
}
