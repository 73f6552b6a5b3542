// Early: opens the line of a canvas while its larger script is still on the way, which saves a slow line two round trips.
//
// The script of every page opens it (`openEarly`); that of the canvas takes it over (`lineOf`) with what came meanwhile.
// It says `fresh`: a page that was just opened has nothing yet. One that broke meanwhile is opened anew.

const KEPT = "earlyLine";
const UNCLAIMED_MS = 60_000;

export function openEarly() {
  const root = document.querySelector("[data-live]");
  if (!root || root.dataset.guard === "unsent" || !("WebSocket" in window)) return;
  const socket = new WebSocket(address(root.dataset.live, true));
  const came = [];
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => came.push(data);
  window[KEPT] = { socket, came };
  setTimeout(() => window[KEPT]?.socket.close(), UNCLAIMED_MS); // the larger script never came
}

// Return a socket: the one that was opened early, once, or a new one.
export function lineOf(live, fresh) {
  const early = window[KEPT];
  delete window[KEPT];
  if (!early || !fresh || early.socket.readyState > WebSocket.OPEN) {
    early?.socket.close();
    return new WebSocket(address(live, fresh));
  }
  queueMicrotask(() => hand(early)); // whoever takes it sets its handlers first
  return early.socket;
}

function hand({ socket, came }) {
  if (socket.readyState === WebSocket.OPEN) socket.onopen?.(new Event("open"));
  for (const data of came) socket.onmessage?.({ data });
}

function address(live, fresh) {
  const found = new URL(live, location.href);
  found.protocol = found.protocol.replace("http", "ws");
  if (fresh) found.searchParams.set("fresh", "1");
  return found;
}
