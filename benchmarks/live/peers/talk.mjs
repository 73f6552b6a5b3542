// Talk: how each of the three servers is spoken to. A talker opens a line to a room, asks for what is there and
// hands over what arrives: updates (`onupdate`) and acknowledgements (`onack`, how many more of ours).
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Line } from './line.mjs'

const EMPTY = Uint8Array.of(0) // the state vector of a document that holds nothing
const NOTHING = Uint8Array.of(0, 0) // an update without anything in it

export class Talker {
  // server: {kind, port, cookies}; room: the name of the document; id: whose line it is
  constructor (server, room, id = 0) {
    this.kind = server.kind
    this.room = room
    this.onupdate = () => {}
    this.onack = () => {}
    this.onraw = null // a load client looks at the bytes itself
    const path = { tandem: `/live/${room}?ack=1`, hocuspocus: '/', 'y-websocket': `/${room}` }[this.kind]
    const headers = { Origin: `http://127.0.0.1:${server.port}` }
    const { cookies } = server
    if (cookies.length) headers.Cookie = `tandem=${cookies[id % cookies.length]}`
    this.line = new Line(server.port, path, headers)
    this.line.onmessage = payload => this.message(payload)
    this.prefix = new Uint8Array()
    if (this.kind === 'hocuspocus') {
      const name = encoding.createEncoder()
      encoding.writeVarString(name, room)
      this.prefix = encoding.toUint8Array(name)
    }
    this.synced = new Promise((resolve, reject) => {
      this.issynced = resolve
      this.line.onclose = code => reject(new Error(`closed with ${code}`))
    })
    this.synced.catch(() => {})
  }

  async join () {
    await this.line.ready
    if (this.kind === 'hocuspocus') {
      this.line.send(this.framed(encoder => {
        encoding.writeVarUint(encoder, 2)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'token')
        encoding.writeVarString(encoder, '4.7.0')
      }))
    }
    this.line.send(this.sync(0, EMPTY))
    return this
  }

  framed (write) {
    const encoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder, this.prefix)
    write(encoder)
    return encoding.toUint8Array(encoder)
  }

  sync (kind, bytes) {
    return this.framed(encoder => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, kind)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  edit (update) { this.line.send(this.sync(2, update)) }

  message (payload) {
    const at = this.prefix.length
    const kind = payload[at]
    if (kind === 0 && payload[at + 1] === 0) {
      this.line.send(this.sync(1, NOTHING)) // the server asks what it lacks: a reader has nothing
    } else if (kind === 0 && payload[at + 1] === 2 && this.onraw !== null) {
      this.onraw(payload)
    } else if (kind === 0) {
      const decoder = decoding.createDecoder(payload.subarray(at + 2))
      this.onupdate(decoding.readVarUint8Array(decoder).slice())
      if (payload[at + 1] === 1) this.issynced(this)
    } else if (kind === 8) {
      const decoder = decoding.createDecoder(payload.subarray(at + 1))
      this.onack(this.kind === 'tandem' ? decoding.readVarUint(decoder) : 1)
    }
  }

  close () { this.line.close() }
}
