// Nets: what hangs under a form that is sent (guard.js, keep.js) is taken away from one that is live.
//
// Leaving is asked about only for words that are in no document; session.js asks itself for those that are on their way.
// Nothing is kept as a form any more, and what was kept before is forgotten as soon as the documents hold it. Words of
// an earlier visit that are offered back go by the form, which puts them on top of what others wrote since.

export function silence({ session, root, boxes }) {
  if (root.tagName !== "FORM") return;
  root.dataset.guard = "live";
  root.addEventListener("leaving", (event) => {
    boxes.commit();
    if (boxes.waiting.size) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return;
    for (const { value } of boxes.records.values()) value?.commit(true); // a number that is half typed, too
    session.flush();
  });
  const key = `kept:${root.dataset.keep}`;
  const offer = root.querySelector("[data-kept]");
  if (!offer || offer.hidden) whenSaved(session, () => forget(key));
  else offer.addEventListener("click", (event) => restore(event, { session, root, key }), true);
}

function forget(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // nothing is kept there
  }
}

function whenSaved(session, work) {
  const rooms = [...session.rooms.values()];
  const look = () => {
    if (session.pending()) return;
    for (const room of rooms) room.removeEventListener("saved", look);
    work();
  };
  for (const room of rooms) room.addEventListener("saved", look);
  look();
}

// Sends the words of the earlier visit as the form that they were, with the state that they started from.
function restore(event, { session, root, key }) {
  if (!event.target.closest("[data-kept-restore]")) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  const pairs = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  for (const field of root.querySelectorAll("input[type=hidden]")) if (!("base" in field.dataset) && wasThere(field, pairs)) pairs.push([field.name, field.value]);
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: root.action, hidden: true });
  for (const [name, value] of [...pairs, ["do", "save"]]) {
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    form.append(field);
  }
  document.body.append(form);
  whenSaved(session, () => form.submit());
}

// Whether a group of ticks was on the page of the earlier visit; on a card that came later nothing was unticked then.
function wasThere({ value }, pairs) {
  const [home, card, part] = value.split("/");
  return !part || pairs.some(([name]) => name.startsWith(`${home}/${card}/`));
}
