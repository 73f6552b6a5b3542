// Presence: who has this page open and in which box they are, one line for each person however many windows they have.
//
// Only the shared room carries it, and a box of another room is never told. One's own place goes out at most twice a
// second; who has not typed for some seconds is there without writing.

const EVERY_MS = 500;
const TYPING_MS = 4_000;

export class Presence {
  constructor(session, boxes) {
    Object.assign(this, { session, boxes, box: null, typing: false, sent: 0, timer: 0, rest: 0 });
    this.list = document.getElementById("here");
    this.count = document.getElementById("here-count");
    this.awareness = session.rooms.get("")?.awareness;
    if (!this.awareness) return;
    this.awareness.on("change", () => this.draw());
    document.addEventListener("focusin", ({ target }) => this.go(this.boxes.of(target) ?? null));
    document.addEventListener("focusout", ({ relatedTarget }) => relatedTarget || this.go(null));
    boxes.addEventListener("typed", ({ detail }) => this.type(detail));
    this.draw();
  }

  go(box) {
    if (box === this.box) return;
    this.box = box;
    this.typing = false;
    this.tell();
  }

  type(box) {
    this.box = box;
    this.typing = true;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.typing = false;
      this.tell();
    }, TYPING_MS);
    this.tell();
  }

  tell() {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      const shared = this.box?.room.suffix === "";
      const state = { at: shared ? this.box.address : "", typing: shared && this.typing };
      if (JSON.stringify(state) === this.last) return;
      this.last = JSON.stringify(state);
      this.sent = performance.now();
      this.awareness.setLocalState(state);
    }, Math.max(0, this.sent + EVERY_MS - performance.now()));
  }

  // Everybody who is here, by person: {person, places: [{at, typing}]}; oneself first.
  people() {
    const found = new Map();
    for (const [client, { person: told, at, typing }] of this.awareness.getStates()) {
      const person = client === this.awareness.clientID ? this.session.person : told;
      if (!person) continue;
      const one = found.get(person.id) ?? { person, places: [] };
      one.places.push({ at: at ?? "", typing: Boolean(typing) });
      found.set(person.id, one);
    }
    const own = ({ person }) => (person.id === this.session.person.id ? 0 : 1);
    return [...found.values()].sort((one, other) => own(one) - own(other) || (one.person.name < other.person.name ? -1 : 1));
  }

  draw() {
    const people = this.people();
    const others = people.filter(({ person }) => person.id !== this.session.person.id);
    this.drawList(people, others.length);
    const wanted = new Map();
    for (const { person, places } of others) {
      for (const { at, typing } of places) {
        if (!at) continue;
        const here = wanted.get(at) ?? wanted.set(at, new Map()).get(at);
        here.set(person.id, { person, typing: typing || Boolean(here.get(person.id)?.typing) });
      }
    }
    for (const box of this.boxes.records.values()) {
      const place = box.room.suffix === "" ? box.element.querySelector("[data-others]") : null;
      if (place?.closest("[data-box]") === box.element) this.drawAt(place, [...(wanted.get(box.address)?.values() ?? [])]);
    }
  }

  drawList(people, others) {
    if (this.count) {
      this.count.hidden = !others;
      const number = this.count.querySelector("[data-count]");
      if (number) number.textContent = String(people.length);
    }
    const list = this.list?.querySelector("ul");
    if (!list) return;
    this.list.hidden = !people.length;
    const now = people.map(({ person, places }) => [person.id, places.find(({ at }) => at && this.boxes.find("", at))?.at ?? ""]);
    if (JSON.stringify(now) === this.drawn) return;
    this.drawn = JSON.stringify(now);
    list.replaceChildren(
      ...people.map(({ person }, number) => {
        const line = document.createElement("li");
        const name = document.createElement("b");
        name.textContent = person.name;
        line.append(shape(person), " ", name);
        const box = now[number][1] && this.boxes.find("", now[number][1]);
        if (person.id === this.session.person.id) line.append(` (${this.boxes.word("you")})`);
        else if (box) {
          const link = document.createElement("a");
          Object.assign(link, { href: `#${box.element.id}`, textContent: labelOf(box) });
          line.append(" ", link);
        }
        return line;
      }),
    );
  }

  drawAt(place, people) {
    const now = JSON.stringify(people.map(({ person, typing }) => [person.id, person.name, typing]));
    if ((place.dataset.now ?? "[]") === now) return;
    place.dataset.now = now;
    place.replaceChildren(
      ...people.map(({ person, typing }) => {
        const made = shape(person);
        made.textContent = person.name;
        made.classList.toggle("typing", typing);
        made.title = this.boxes.word(typing ? "writing" : "present", { name: person.name });
        return made;
      }),
    );
  }
}

// Returns the name of a person's place with the shape of their side, as the page has it.
function shape({ side, place }) {
  const models = [...document.querySelectorAll("template[data-who]")];
  const model = models.find((each) => each.dataset.who === (side ?? "")) ?? models.find((each) => !each.dataset.who);
  const made = model?.content.firstElementChild?.cloneNode(true);
  if (made) return made;
  const plain = document.createElement("span");
  plain.textContent = place ?? "";
  return plain;
}

// Returns how the page calls a box, without what stands there in small letters.
export function labelOf({ element }) {
  const label = element.querySelector("legend, label, .label, h3, caption")?.cloneNode(true);
  for (const small of label?.querySelectorAll(".muted") ?? []) small.remove();
  return (label?.textContent ?? "").replace(/\s+/g, " ").trim();
}
