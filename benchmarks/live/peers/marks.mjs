// Marks: every edit of a writer carries one, `~` + writer (2) + number (4), so that whoever receives the bytes of an
// update knows which edits are in it, however many were put together, without keeping a document.
import * as Y from 'yjs'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const VALUE = new Int8Array(256).fill(-1)
for (let i = 0; i < DIGITS.length; i++) VALUE[DIGITS.charCodeAt(i)] = i
const BASE = DIGITS.length
const TILDE = 126

function digits (number, length) {
  let said = ''
  for (let i = 0; i < length; i++) { said = DIGITS[number % BASE] + said; number = Math.floor(number / BASE) }
  return said
}

export function mark (writer, number) { return '~' + digits(writer, 2) + digits(number, 4) }

// Call found(writer, number) for every mark in these bytes.
export function marks (bytes, from, found) {
  const last = bytes.length - 6
  for (let at = from; at < last; at++) {
    if (bytes[at] !== TILDE) continue
    const a = VALUE[bytes[at + 1]], b = VALUE[bytes[at + 2]], c = VALUE[bytes[at + 3]]
    const d = VALUE[bytes[at + 4]], e = VALUE[bytes[at + 5]], f = VALUE[bytes[at + 6]]
    if ((a | b | c | d | e | f) < 0) continue
    found(a * BASE + b, ((c * BASE + d) * BASE + e) * BASE + f)
    at += 6
  }
}

// A writer types behind their own last word in one text, as somebody does who looks only at their own words.
export class Pen {
  constructor (writer, root) {
    this.writer = writer
    this.number = 0
    this.doc = new Y.Doc()
    this.text = this.doc.getText(root)
    this.doc.on('update', update => { this.update = update })
  }

  // Return the update of the next edit.
  next () {
    this.text.insert(this.text.length, mark(this.writer, this.number++))
    return this.update
  }
}
