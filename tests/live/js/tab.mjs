// Tab: a page that has a canvas open, without a browser: a real session on a made-up server and device.

import { join } from "../../../facilitation/browser/live/session.js";

export function openTab({ time, server, device, me = "12", roll = () => 0.5 }) {
  const store = device.store(me);
  const tab = { events: [], sockets: [], asked: 0, online: true };
  const page = {
    me,
    zone: "Europe/Brussels",
    language: "nl",
    random: roll,
    now: () => time.device,
    ticks: () => time.ticks,
    online: () => tab.online,
    store: async (person, failed) => {
      tab.failed = failed;
      return store;
    },
    word: (key) => key,
    socket(fresh) {
      const socket = server.socket(fresh);
      tab.sockets.push(socket);
      return socket;
    },
    async rights() {
      tab.asked += 1;
      return server.up || server.answers ? server.rights : null;
    },
    later: (milliseconds, work) => time.later(milliseconds, work),
    listen(wake, hide, leave) {
      Object.assign(tab, { wake, hide, leave });
    },
  };
  const session = join(page);
  for (const type of ["state", "live", "back", "stir", "rooms", "refused", "reader", "keeps", "told", "unsent", "stranger"]) {
    session.addEventListener(type, ({ detail }) => tab.events.push([type, detail]));
  }
  return Object.assign(tab, {
    session,
    store,
    saved: [],
    room: (suffix = "") => session.rooms.get(suffix),
    names: () => tab.events.map(([type]) => type),
    // Watch what is said to be saved, from now on.
    watch(suffix = "") {
      session.rooms.get(suffix).addEventListener("saved", ({ detail }) => tab.saved.push(detail));
    },
    type(words, address = "topic.theme", language = "nl", suffix = "") {
      const room = session.rooms.get(suffix);
      const text = room.doc.getText(`${address}@${language}`);
      room.type(address, () => text.insert(text.length, words));
    },
    text(root = "topic.theme@nl", suffix = "") {
      return session.rooms.get(suffix).doc.getText(root).toString();
    },
    // Gone without a word, as after a crash or a closed lid.
    vanish() {
      device.open.delete(store.tab);
      session.close();
    },
  });
}
