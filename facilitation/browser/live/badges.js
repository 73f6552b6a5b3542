// Badges: what each box says about its words: saving, saved at this time, or kept on this device.
//
// "Saved" is said only when the server has said so about everything in that box.

const FROM_LIST = /\.none$|\/[^/]*$/;

export class Badges {
  constructor(session, boxes) {
    Object.assign(this, { session, boxes, saved: new Map() });
    for (const room of session.rooms.values()) this.follow(room);
    session.addEventListener("rooms", () => session.rooms.forEach((room) => this.follow(room)));
    for (const name of ["state", "keeps"]) session.addEventListener(name, () => this.all());
    this.all();
  }

  follow(room) {
    if (this.saved.has(room)) return;
    this.saved.set(room, new Map());
    room.addEventListener("pending", ({ detail }) => this.draw(room, detail.addresses));
    room.addEventListener("saved", ({ detail }) => {
      for (const address of detail.addresses) this.saved.get(room).set(address, detail.at);
      this.draw(room, detail.addresses);
    });
  }

  all() {
    for (const { room, address } of this.boxes.records.values()) if (room.pending(address)) this.draw(room, [address]);
  }

  draw(room, addresses) {
    for (const address of addresses) {
      let home = address;
      while (home && !this.boxes.find(room.suffix, home)) home = FROM_LIST.test(home) ? home.replace(FROM_LIST, "") : "";
      const place = home && this.place(this.boxes.find(room.suffix, home));
      if (place) this.show(place, room.pending(address), this.saved.get(room).get(address));
    }
  }

  place({ element }) {
    return [...element.querySelectorAll(".state")].find((each) => each.closest("[data-box]") === element);
  }

  show(place, number, at) {
    const { state, keeps } = this.session;
    const sending = state === "live" || state === "connecting";
    const name = number ? (sending ? "saving" : "kept") : at ? "saved" : "";
    const word = name === "kept" && keeps === "page" ? "kept-page" : name;
    const said = word && this.boxes.word(word, { time: at && this.session.time(at) });
    if (place.dataset.state !== name) place.dataset.state = name;
    if (place.textContent !== said) place.textContent = said;
  }
}
