// Buttons: what the buttons of the canvas do while the page is live. Nothing is posted that the documents carry.
//
//   save                      everything typed is in the documents; says so as soon as the server has it
//   add up down remove restore  change a list of cards; so does its list of places
//   use replace               the words of a card become the text that the list is written for
//   all others                go to the server alone, without the form, and what follows from them is fetched

import { changes, shown } from "./differences.js";
import { made } from "./element.js";
import { button, note } from "./notes.js";
import { write } from "./texts.js";

const SENT_MS = 5_000; // how long a press waits for words that are still on their way

export class Buttons {
  constructor(live) {
    Object.assign(this, live); // session, root, boxes, lists, aloud, refresh, undo
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("change", ({ target }) => target.name?.endsWith(":place") && this.placed(target));
  }

  submitted(event) {
    const { target: form, submitter } = event;
    const action = this.root.getAttribute("action") ?? document.getElementById("hints")?.getAttribute("action");
    if (event.defaultPrevented || this.session.line.over || !action || form.getAttribute("action") !== action) return;
    event.preventDefault();
    const [, verb, about] = /^([^:]*):?(.*)$/s.exec(submitter?.name === "do" ? submitter.value : "save");
    const own = this[`do_${verb || "save"}`];
    if (own) own.call(this, submitter, about.replace(/^mine:/, ""));
    else this.post(submitter);
  }

  list(element) {
    const card = element.closest("[data-card]");
    const inside = (each) => each.element.contains(element) || each.gone?.contains(element);
    const scope = (each) => each.scope.contains(element) && element.closest("[data-mine]") === each.mine;
    return [this.lists().find(inside) ?? this.lists().find(scope), card?.dataset.card ?? ""];
  }

  // Takes what was typed, also on blank cards, and says so when all of it is saved.
  do_save(pressed) {
    const taken = this.lists().map((each) => (each.fresh ? each.fresh.take() : [])); // first: a blank card counts as not saved
    const fine = this.boxes.commit();
    this.session.flush();
    if (!fine || taken.some((ids) => !ids)) return this.look();
    const fold = pressed?.closest("details.edit");
    if (fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
    }
    this.whenSaved(() => this.confirm(pressed));
  }

  // Goes to the first box whose words could not be taken.
  look() {
    const wrong = this.root.querySelector("[aria-invalid=true]");
    for (let fold = wrong?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    wrong?.focus();
  }

  confirm(pressed) {
    const sentence = this.boxes.word("saved-all", { time: this.session.time(this.session.now()) });
    this.aloud.say(sentence);
    const row = pressed?.closest(".row") ?? null;
    if (!row || !sentence) return;
    const place = row.querySelector("[data-done]") ?? row.appendChild(document.createElement("span"));
    place.dataset.done = "";
    place.className = "saved";
    place.textContent = sentence;
    for (const room of this.session.rooms.values()) room.addEventListener("pending", () => place.remove(), { once: true });
  }

  whenSaved(work) {
    if (!this.session.pending()) return void work();
    const rooms = [...this.session.rooms.values()];
    const look = () => {
      if (this.session.pending()) return;
      for (const room of rooms) room.removeEventListener("saved", look);
      work();
    };
    for (const room of rooms) room.addEventListener("saved", look);
  }

  do_add(pressed) {
    const [list] = this.list(pressed);
    const ids = list?.fresh?.take();
    if (!ids) return this.look();
    const field = pressed.closest("details")?.querySelector("textarea, input:not([type=hidden]), select");
    field?.focus();
    if (ids.length) this.aloud.say(this.boxes.word("added"));
  }

  do_up(pressed) {
    this.shift(pressed, -1);
  }

  do_down(pressed) {
    this.shift(pressed, 1);
  }

  shift(pressed, way) {
    const [list, id] = this.list(pressed);
    const place = list?.here().findIndex((each) => each.id === id) ?? -1;
    if (place < 0) return;
    this.move(list, id, place + way);
    if (pressed.disabled) list.item(id)?.querySelector(way < 0 ? "button[value^='down:']" : "button[value^='up:']")?.focus();
  }

  placed(select) {
    const [list, id] = this.list(select);
    if (list && id) this.move(list, id, select.selectedIndex);
  }

  move(list, id, place) {
    list.moveTo(id, Math.max(0, place));
    const all = list.here();
    this.aloud.say(this.boxes.word("place", { n: all.findIndex((each) => each.id === id) + 1, all: all.length }));
  }

  do_remove(pressed, _about, sure = false) {
    const [list, id] = this.list(pressed);
    if (!list) return;
    const item = list.item(id);
    const uses = item?.querySelector("[data-uses]")?.dataset.uses;
    if (uses && !sure) return this.askAway(item, pressed, uses);
    list.element.querySelector(":scope > [data-back]")?.remove();
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    const place = made("li", { class: "screen", "data-back": id }); // where the card was
    item?.before(place);
    list.turn(id, true);
    place.append(note(this.boxes.word("gone"), [button(this.boxes.word("bring-back"), () => this.bring(list, id))]));
    (next?.querySelector("summary") ?? list.fresh?.blank?.querySelector("summary"))?.focus();
  }

  do_lose(pressed) {
    this.do_remove(pressed, "", true);
  }

  // A card that is used elsewhere is asked about before it goes.
  askAway(item, pressed, uses) {
    item.querySelector("[data-losing]")?.remove();
    const yes = button(this.boxes.word("used-yes"), () => this.do_remove(pressed, "", true), "btn small");
    const no = button(this.boxes.word("used-no"), () => {
      asked.remove();
      pressed.focus();
    });
    const asked = note(this.boxes.word("used-ask", { uses }), [yes, no]);
    asked.dataset.losing = "";
    pressed.closest(".row").after(asked);
    yes.focus();
  }

  do_restore(pressed) {
    const [list, id] = this.list(pressed);
    if (list) this.bring(list, id);
  }

  bring(list, id) {
    list.turn(id, false);
    const item = list.item(id);
    item?.querySelector("summary")?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  // Copies the words of a card into the text that the list is written for; asks first when that holds other words.
  do_use(pressed, _about, sure = false) {
    const [list, id] = this.list(pressed);
    const target = list && this.boxes.find("", list.element.dataset.into);
    const item = list?.item(id);
    if (!target || !item) return;
    item.querySelector("[data-use]")?.remove();
    const part = [...item.querySelectorAll("[data-box]")].map((each) => this.boxes.of(each)).find((box) => box?.texts.length);
    const drafts = part.texts.map(({ area, text }) => [area.name.split("@").pop(), shown(text.toString())]).filter(([, words]) => words.trim());
    const text = (language) => target.room.doc.getText(`${target.address}@${language}`);
    const there = (language) => shown(text(language).toString());
    const other = target.texts.some(({ text: held }) => held.toString().trim());
    if (drafts.some(([language, words]) => there(language) !== words)) {
      if (other && !sure) return this.ask(item, pressed);
      this.undo.rest();
      for (const [language, words] of drafts) {
        const kept = text(language).toString();
        write(text(language), kept, changes(shown(kept), words), (work) => target.room.type(target.address, work));
      }
      this.undo.rest();
    }
    target.element.scrollIntoView({ block: "center" });
    target.texts[0]?.area.focus({ preventScroll: true });
  }

  do_replace(pressed) {
    this.do_use(pressed, "", true);
  }

  ask(item, pressed) {
    const yes = button(this.boxes.word("use-yes"), () => this.do_use(item.querySelector("button[value^='use:']"), "", true), "btn small");
    const no = button(this.boxes.word("use-no"), () => {
      asked.remove();
      pressed.focus();
    });
    const asked = note(this.boxes.word("use-ask"), [yes, no]);
    asked.dataset.use = "";
    item.querySelector(".acts").after(asked);
    yes.focus();
  }

  // Sends a press alone, as soon as the words typed before it are saved; without a line at once, so that one hears so at once.
  async post(pressed) {
    this.boxes.commit();
    this.session.flush();
    if (this.session.state === "live") {
      await new Promise((go) => {
        this.whenSaved(go);
        setTimeout(go, SENT_MS);
      });
    }
    try {
      const body = new URLSearchParams({ do: pressed.value });
      const answer = await fetch(pressed.form.action, { method: "POST", body, redirect: "manual" });
      if (answer.status === 401) return this.session.signIn();
      if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(String(answer.status));
      await this.refresh.now();
    } catch {
      this.aloud.say(this.boxes.word("not-live"));
      const told = note(this.boxes.word("not-live"), []);
      pressed.after(told);
      setTimeout(() => told.remove(), SENT_MS);
    }
  }
}
