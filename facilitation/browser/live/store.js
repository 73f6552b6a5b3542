// Store: words of this person that the server has not acknowledged yet, on this device, in a database of their own.
//
// A row: {id, tab, canvas, room, at, update, counts: [[address, edits]], words: {input name: text}}. `room` is the name
// with its epoch. A row belongs to the tab that wrote it, so that two tabs never send or remove each other's; `adopt`
// takes over the rows of tabs that are gone. Where the browser keeps nothing, `keeps` is "page" and all else works.

const PATIENCE_MS = 3000;
const BEAT_MS = 5000;
const GONE_MS = 90_000; // a hidden tab may beat only once a minute

export async function openStore(person, failed = () => {}) {
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let base = null;
  try {
    base = await soon(opened(`tandem-${person}`));
    await soon(hold(tab));
  } catch {
    base = null; // private window, storage switched off, or a browser that does not answer
  }
  return new Store(tab, base, failed);
}

export class Store {
  constructor(tab, base, failed) {
    Object.assign(this, { tab, base, failed, count: 0, asked: false });
    if (base) base.onclose = base.onversionchange = () => this.stop();
  }

  get keeps() {
    return this.base ? "device" : "page";
  }

  // The id of a new row.
  name() {
    return `${this.tab}:${++this.count}`;
  }

  // Keep a row, or the newer state of one; says whether the device has it.
  async put(row) {
    if (!this.base) return false;
    try {
      await this.transact((rows) => rows.put({ ...row, tab: this.tab }));
      return true;
    } catch {
      this.stop(); // full, or taken away meanwhile
      return false;
    }
  }

  async drop(ids) {
    if (!this.base) return;
    try {
      await this.transact((rows) => ids.forEach((id) => rows.delete(id)));
    } catch {
      // they come back with the next page and are sent once more, which changes nothing
    }
  }

  // Take over what tabs that are gone left of a canvas, oldest first.
  async adopt(canvas) {
    if (!this.base) return [];
    try {
      const there = new Set();
      await this.each((row) => row.canvas === canvas && row.tab !== this.tab && there.add(row.tab));
      const alive = there.size ? await living(there) : there;
      const found = [];
      await this.each((row, cursor) => {
        if (row.canvas !== canvas || !there.has(row.tab) || alive.has(row.tab)) return;
        found.push(row);
        cursor.update({ ...row, tab: this.tab });
      });
      return found.sort((one, other) => one.at - other.at);
    } catch {
      return [];
    }
  }

  // Ask the browser, once, not to clear this store when it needs room.
  persist() {
    if (this.asked || !this.base) return;
    this.asked = true;
    navigator.storage?.persist?.().catch(() => {});
  }

  stop() {
    if (!this.base) return;
    this.base = null;
    this.failed();
  }

  each(visit) {
    return this.transact((rows) => {
      rows.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        visit(cursor.value, cursor);
        cursor.continue();
      };
    });
  }

  transact(work) {
    return new Promise((done, fail) => {
      const transaction = this.base.transaction("rows", "readwrite");
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
      work(transaction.objectStore("rows"));
    });
  }
}

function opened(name) {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("rows", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => fail(request.error);
  });
}

function soon(promise) {
  return Promise.race([promise, new Promise((_, fail) => setTimeout(fail, PATIENCE_MS))]);
}

// A tab lives as long as it holds its lock; without locks (an address without https) it beats in localStorage.

const lockOf = (tab) => `tandem-tab-${tab}`;

function hold(tab) {
  if (navigator.locks) {
    return new Promise((held, fail) => {
      navigator.locks.request(lockOf(tab), () => new Promise(() => held())).catch(fail);
    });
  }
  const beat = () => localStorage.setItem(lockOf(tab), String(Date.now()));
  beat();
  setInterval(beat, BEAT_MS);
  addEventListener("pagehide", () => localStorage.removeItem(lockOf(tab)));
  return Promise.resolve();
}

async function living(tabs) {
  if (navigator.locks) {
    const { held } = await navigator.locks.query();
    const names = new Set(held.map((lock) => lock.name));
    return new Set([...tabs].filter((tab) => names.has(lockOf(tab))));
  }
  return new Set([...tabs].filter((tab) => Date.now() - Number(localStorage.getItem(lockOf(tab))) < GONE_MS));
}
