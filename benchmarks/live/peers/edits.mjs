// Edits: a long history, the same for every server: people take turns, each types a few words letter by letter
// somewhere in one of the texts, and now and then takes some back. Repeatable.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import * as Y from 'yjs'

const PEOPLE = 10
const LETTERS = 'eeeeenaatirodlsgvhkmubpw jczáéñü  '

export function digest (doc, roots) {
  return createHash('sha256').update(JSON.stringify(roots.map(root => doc.getText(root).toString()))).digest('hex')
}

// spec: {edits, roots, file}; the file holds the updates, each behind its length in four bytes.
export function edits (spec) {
  let state = 7
  const random = below => { state = (state * 48271) % 2147483647; return state % below }
  const doc = new Y.Doc()
  const parts = []
  let made = 0
  doc.on('update', update => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(update.length)
    parts.push(length, update)
    made++
  })
  const clients = Array.from({ length: PEOPLE }, () => 1 + random(2 ** 31 - 2))
  while (made < spec.edits) {
    doc.clientID = clients[random(PEOPLE)]
    const text = doc.getText(spec.roots[random(spec.roots.length)])
    let at = random(text.length + 1)
    for (let left = 5 + random(55); left > 0 && made < spec.edits; left--) {
      if (at > 0 && random(10) === 0) text.delete(--at, 1)
      else text.insert(at++, LETTERS[random(LETTERS.length)])
    }
  }
  const bytes = Buffer.concat(parts)
  writeFileSync(spec.file, bytes)
  return { edits: made, log_bytes: bytes.length, state_bytes: Y.encodeStateAsUpdate(doc).length, digest: digest(doc, spec.roots) }
}
