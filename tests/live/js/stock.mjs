// Stock: the unmodified y-websocket provider in a process of its own. It joins with a cookie, writes its words, and
// prints what it holds as soon as it holds the words of the other one too.
//
//   node stock.mjs <address of /live> <room> <cookie> <text> <own words> <words of the other>

import { createRequire } from "node:module";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../../facilitation/browser/package.json");
const require = createRequire(packages);
const Y = require("yjs");
const { WebsocketProvider } = require("y-websocket");
const WebSocket = require("ws");

const [, , address, room, cookie, name, own, other] = process.argv;

class WithCookie extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { headers: { Cookie: cookie } });
  }
}

const doc = new Y.Doc();
const provider = new WebsocketProvider(address, room, doc, { WebSocketPolyfill: WithCookie, disableBc: true });
const text = doc.getText(name);
const started = Date.now();
provider.once("sync", () => text.insert(text.length, own));
const look = setInterval(() => {
  const there = text.toString();
  const done = there.includes(own) && there.includes(other) && provider.awareness.getStates().size > 1;
  if (!done && Date.now() - started < 20_000) return;
  clearInterval(look);
  const others = [...provider.awareness.getStates()].filter(([client]) => client !== doc.clientID);
  process.stdout.write(JSON.stringify({ there, others: others.map(([, state]) => state.person?.place) }) + "\n");
  setTimeout(() => process.exit(0), 1_000); // the other one may still be looking
}, 20);
provider.awareness.setLocalStateField("at", "topic.theme");
