// Frames: what goes over the line, as bytes: the number of a room's channel, then one message of y-protocols.
//
//   0 0 step1   what the sender has      0 1 step2   what the other lacks      0 2 update
//   1           who is where             8 n         n more of our step2 and update are committed

import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding";

const SYNC = 0;
const PRESENCE = 1;
const ACKNOWLEDGED = 8;
const SYNCS = ["step1", "step2", "update"];

export const step1 = (channel, vector) => made([channel, SYNC, 0], vector);
export const step2 = (channel, update) => made([channel, SYNC, 1], update);
export const update = (channel, bytes) => made([channel, SYNC, 2], bytes);
export const presence = (channel, bytes) => made([channel, PRESENCE], bytes);

export function read(frame) {
  const decoder = createDecoder(frame);
  const channel = readVarUint(decoder);
  const kind = readVarUint(decoder);
  if (kind === ACKNOWLEDGED) return { channel, kind: "acknowledged", count: readVarUint(decoder) };
  const name = kind === SYNC ? SYNCS[readVarUint(decoder)] : kind === PRESENCE ? "presence" : undefined;
  return name ? { channel, kind: name, data: readVarUint8Array(decoder) } : { channel, kind: "unknown" };
}

function made(numbers, bytes) {
  const encoder = createEncoder();
  for (const number of numbers) writeVarUint(encoder, number);
  writeVarUint8Array(encoder, bytes);
  return toUint8Array(encoder);
}
