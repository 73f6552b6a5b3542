// Join: how long until somebody who comes with nothing has a long document, and how long the people in another room
// of the same server wait meanwhile for each other's letters.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { costs } from './costs.mjs'
import { digest } from './edits.mjs'
import { round } from './load.mjs'
import { Pen, marks } from './marks.mjs'
import { Talker } from './talk.mjs'

const EVERY = 8 // ms between two letters of the others
const PATIENCE = 60_000

// spec: {server, room, other, roots, state_bytes, digest, fill}; with `fill` the history is written first.
export async function join (spec) {
  if (spec.fill) return fill(spec)
  const [typist, reader] = [new Talker(spec.server, spec.other, 1), new Talker(spec.server, spec.other, 2)]
  const pen = new Pen(0, spec.roots[0])
  const sent = []
  const waits = []
  reader.onraw = payload => marks(payload, 3, (_, number) => { waits[number] = performance.now() - sent[number] })
  for (const each of [typist, reader]) { await each.join(); await each.synced }
  const typing = setInterval(() => { sent.push(performance.now()); typist.edit(pen.next()) }, EVERY)
  await sleep(500)

  const found = []
  const began = performance.now()
  const comer = new Talker(spec.server, spec.room)
  comer.onupdate = update => found.push({ update, at: performance.now() })
  comer.onraw = payload => { // 0 2 and the update behind its length
    let at = comer.prefix.length + 2
    while (payload[at++] & 128);
    found.push({ update: Uint8Array.from(payload.subarray(at)), at: performance.now() })
  }
  await comer.join()
  const heard = () => found.reduce((sum, each) => sum + each.update.length, 0)
  while ((heard() < spec.state_bytes * 0.9 || performance.now() - found.at(-1).at < 300) && performance.now() < began + PATIENCE) await sleep(20)
  clearInterval(typing)
  await sleep(300)

  const doc = new Y.Doc()
  let done = null
  for (const each of found) {
    Y.applyUpdate(doc, each.update)
    if (digest(doc, spec.roots) === spec.digest) { done = each.at; break }
  }
  const during = waits.filter((_, number) => sent[number] > began - 20 && sent[number] < (done ?? Infinity))
  return {
    join_ms: done === null ? null : round(done - began, 1),
    bytes: heard(),
    others_wait_ms: round(Math.max(...during), 1),
    others_before_ms: round(Math.max(...waits.filter((_, number) => sent[number] < began - 20)), 1),
    unanswered: sent.length - waits.filter(() => true).length,
    rss_mib: round(costs([spec.server.pid]).rss, 1)
  }
}

// Write the history through one line; a server that keeps it is asked to by ending it softly, afterwards.
async function fill (spec) {
  const writer = await new Talker(spec.server, spec.room).join()
  await writer.synced
  const reader = new Talker(spec.server, spec.room)
  const doc = new Y.Doc()
  const arrived = []
  reader.onraw = payload => {
    let at = reader.prefix.length + 2
    while (payload[at++] & 128);
    arrived.push(Uint8Array.from(payload.subarray(at)))
  }
  await reader.join()
  await reader.synced
  const bytes = readFileSync(spec.file)
  let behind = 0
  writer.onack = count => { behind -= count }
  for (let at = 0, sent = 0; at < bytes.length; sent++) {
    const size = bytes.readUInt32BE(at)
    writer.edit(bytes.subarray(at + 4, at + 4 + size))
    at += 4 + size
    behind++
    // not all at once: Hocuspocus stands still when thousands of updates are waiting
    while (sent % 200 === 199 && (await sleep(1), writer.kind !== 'y-websocket' && behind > 200));
  }
  const began = performance.now()
  while (performance.now() < began + PATIENCE) {
    for (const update of arrived.splice(0)) Y.applyUpdate(doc, update)
    if (digest(doc, spec.roots) === spec.digest) return { filled: true }
    await sleep(50)
  }
  return { filled: false }
}
