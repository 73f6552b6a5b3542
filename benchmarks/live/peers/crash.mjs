// Crash: what a server had acknowledged, or had shown to somebody else, when it was killed in the middle; and what
// of it is there when it has started again.
import { setTimeout as sleep } from 'node:timers/promises'
import { Pen, mark, marks } from './marks.mjs'
import { Talker } from './talk.mjs'

// spec: {server, room, writers, rate, roots}; writes until the server goes, at most `seconds`.
export async function write (spec) {
  const observer = await new Talker(spec.server, spec.room).join()
  const seen = new Set()
  observer.onraw = payload => marks(payload, 3, (writer, number) => seen.add(mark(writer, number)))
  await observer.synced
  const acknowledged = new Set()
  let sent = 0
  const writers = []
  let gone = false
  for (let id = 0; id < spec.writers; id++) {
    const talker = new Talker(spec.server, spec.room, id + 1)
    const pen = new Pen(id, spec.roots[id % spec.roots.length])
    const waiting = [''] // what an acknowledgement stands for, in order; the first is the answer to the server's question
    talker.onack = count => { for (const each of waiting.splice(0, count)) if (each) acknowledged.add(each) }
    await talker.join()
    await talker.synced
    talker.line.onclose = () => { gone = true }
    writers.push({ talker, pen, waiting })
  }
  console.error('writing')
  const deadline = performance.now() + spec.seconds * 1000
  while (!gone && performance.now() < deadline) {
    for (const { talker, pen, waiting } of writers) {
      waiting.push(mark(pen.writer, pen.number))
      talker.edit(pen.next())
      sent++
    }
    await sleep(1000 / spec.rate)
  }
  await sleep(200)
  return { sent, acknowledged: [...acknowledged], seen: [...seen] }
}

// spec: {server, room}; return every mark that is there now, waiting until nothing more comes.
export async function read (spec) {
  const found = new Set()
  let last = performance.now()
  const reader = new Talker(spec.server, spec.room)
  const collect = bytes => { last = performance.now(); marks(bytes, 0, (writer, number) => found.add(mark(writer, number))) }
  reader.onupdate = collect
  reader.onraw = collect
  await reader.join()
  await reader.synced
  while (performance.now() - last < 1500) await sleep(50)
  return { found: [...found] }
}
