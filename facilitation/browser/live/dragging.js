// Dragging: moves a card by its handle, with a mouse, a finger or the keys; the Higher and Lower buttons do the same.
//
// The handle is a button: arrow keys move the card one place, Home and End to either end. A card that is dragged
// follows the pointer; the one before or behind which it would land says so (data-drop).

const EDGE = 60; // pixels at the edge of the window in which the page scrolls along
const STEP = 12;

// `moved(id, place)` is told where a card goes, from 0.
export function dragCards(list, moved) {
  const { element } = list;
  element.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (grip && event.isPrimary && event.button === 0) drag(list, grip, event, moved);
  });
  element.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-grip]")?.closest("[data-card]");
    const way = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!item || !way) return;
    event.preventDefault();
    const items = list.here().map(({ id }) => id);
    const from = items.indexOf(item.dataset.card);
    const to = Math.min(items.length - 1, Math.max(0, from + way));
    if (from >= 0 && to !== from) moved(item.dataset.card, to);
  });
}

function drag(list, grip, down, moved) {
  const item = grip.closest("[data-card]");
  const start = down.clientY + scrollY;
  let target = null;
  let pointer = down.clientY;
  let frame = 0;
  const others = () => [...list.element.children].filter((each) => each !== item && each.dataset.card);
  const mark = () => {
    for (const each of others()) delete each.dataset.drop;
    if (target?.next) target.next.dataset.drop = "before";
    else if (target?.last) target.last.dataset.drop = "after";
  };
  const follow = () => {
    if (pointer < EDGE) scrollBy(0, -STEP);
    if (pointer > innerHeight - EDGE) scrollBy(0, STEP);
    aim();
    frame = requestAnimationFrame(follow);
  };
  const aim = () => {
    item.style.transform = `translateY(${pointer + scrollY - start}px)`;
    const rest = others();
    const next = rest.find((each) => {
      const { top, height } = each.getBoundingClientRect();
      return pointer < top + height / 2;
    });
    target = { next, last: rest[rest.length - 1], place: next ? rest.indexOf(next) : rest.length };
    mark();
  };
  const move = (event) => {
    if (event.pointerId !== down.pointerId) return;
    pointer = event.clientY;
    if (!frame && Math.abs(pointer + scrollY - start) > 4) {
      item.dataset.dragged = "";
      frame = requestAnimationFrame(follow);
    }
  };
  const end = (event) => {
    if (event.type === "keydown" ? event.key !== "Escape" : event.pointerId !== down.pointerId) return;
    cancelAnimationFrame(frame);
    for (const [name, work] of listeners) removeEventListener(name, work, true);
    if (frame) aim();
    const place = event.type === "pointerup" && frame ? target.place : undefined;
    target = null;
    mark();
    delete item.dataset.dragged;
    item.style.transform = "";
    if (place !== undefined && item.isConnected) moved(item.dataset.card, place);
  };
  const listeners = [["pointermove", move], ["pointerup", end], ["pointercancel", end], ["keydown", end]];
  for (const [name, work] of listeners) addEventListener(name, work, true);
  down.preventDefault();
  grip.focus({ preventScroll: true });
}
