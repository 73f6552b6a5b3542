// Alone: while everybody writes cards for themselves first, one's own list is in sight and nothing is added to the shared one.
//
// `[data-alone="<list>"]` says by data-state what runs (off, running, announced); it comes anew with every fragment.

export class Alone {
  // `lists()` gives the lists of the page; `bind(element)` ties what is put on the page; `now()` is the server's time.
  constructor(lists, bind, now) {
    Object.assign(this, { lists, bind, now });
    setInterval(() => this.count(), 1_000);
    this.draw();
  }

  draw() {
    for (const round of document.querySelectorAll("[data-alone]")) {
      const { alone: home, state } = round.dataset;
      const runs = state === "running" || state === "announced";
      const own = this.own(home, round, runs);
      for (const each of document.querySelectorAll(`[data-adds="${home}"]`)) each.hidden = runs;
      if (!own) continue;
      const list = this.lists().find((each) => own.contains(each.element));
      own.hidden = !runs && !list?.here().length;
      for (const each of own.querySelectorAll("[data-over]")) each.hidden = runs;
      for (const each of own.querySelectorAll("[data-while]")) each.hidden = !runs;
    }
    this.announce();
    this.count();
  }

  // An opening that is announced is in sight wherever one is on the page: there are ten seconds to stop it.
  announce() {
    const round = document.querySelector("[data-alone][data-state=announced]");
    document.getElementById("strip-alone")?.remove();
    if (!round) return;
    const link = Object.assign(document.createElement("a"), { id: "strip-alone", className: "btn small", href: `#${round.id}` });
    link.append(...round.querySelector("b").cloneNode(true).childNodes);
    document.getElementById("strip")?.append(link);
  }

  own(home, round, runs) {
    const there = document.querySelector(`[data-mine="${home}"]`);
    const model = document.querySelector(`template[data-mine-of="${home}"]`);
    if (there || !runs || !model) return there;
    round.closest("[data-part]")?.after(document.importNode(model.content, true));
    const own = document.querySelector(`[data-mine="${home}"]`);
    if (own) this.bind(own);
    return own;
  }

  count() {
    for (const place of document.querySelectorAll("[data-until]")) {
      const seconds = Math.max(0, Math.ceil((Number(place.dataset.until) - this.now()) / 1_000));
      const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (place.textContent !== shown) place.textContent = shown;
    }
  }
}
