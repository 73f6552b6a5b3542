// Device: what a browser keeps, for tests: rows by person, and which tabs are open. The same promises as store.js.

export class Device {
  constructor() {
    this.people = new Map();
    this.open = new Set();
    this.tabs = 0;
    this.full = false;
  }

  rows(person) {
    if (!this.people.has(person)) this.people.set(person, new Map());
    return this.people.get(person);
  }

  store(person) {
    const tab = `tab${++this.tabs}`;
    this.open.add(tab);
    return new Store(this, this.rows(person), tab);
  }
}

class Store {
  constructor(device, rows, tab) {
    Object.assign(this, { device, rows, tab, count: 0, persisted: 0 });
  }

  get keeps() {
    return this.device.full ? "page" : "device";
  }

  name() {
    return `${this.tab}:${++this.count}`;
  }

  async put(row) {
    if (this.device.full) return false;
    this.rows.set(row.id, structuredClone({ ...row, tab: this.tab }));
    return true;
  }

  async drop(ids) {
    for (const id of ids) this.rows.delete(id);
  }

  async adopt(canvas) {
    const found = [...this.rows.values()].filter((row) => row.canvas === canvas && row.tab !== this.tab && !this.device.open.has(row.tab));
    for (const row of found) this.rows.set(row.id, { ...row, tab: this.tab });
    return found.sort((one, other) => one.at - other.at);
  }

  persist() {
    this.persisted += 1;
  }
}
