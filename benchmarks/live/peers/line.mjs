// A line: one WebSocket to a server, as thin as it can be, so that three hundred of them cost the client little.
// Frames are read from one shared buffer; what is given to `onmessage` is only valid during the call.
import { randomBytes } from 'node:crypto'
import net from 'node:net'

const shared = Buffer.allocUnsafeSlow(1 << 18)
const TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10

export class Line {
  constructor (port, path, headers = {}) {
    this.rest = null // the beginning of a frame whose end has not arrived
    this.parts = null // of a message in several frames
    this.open = false
    this.closed = false
    this.code = 0
    this.bytes = 0
    this.onmessage = () => {}
    this.onclose = () => {}
    this.socket = net.connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: { buffer: shared, callback: (size, buffer) => { this.read(buffer.subarray(0, size)); return true } }
    })
    const lines = [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Upgrade: websocket', 'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, 'Sec-WebSocket-Version: 13',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', '']
    this.ready = new Promise((resolve, reject) => { this.opened = resolve; this.refused = reject })
    this.socket.on('connect', () => this.socket.write(lines.join('\r\n')))
    this.socket.on('error', error => this.end(error))
    this.socket.on('close', () => this.end(new Error('the server hung up')))
  }

  end (error) {
    if (this.closed) return
    this.closed = true
    if (this.open) this.onclose(this.code)
    else this.refused(error)
  }

  read (chunk) {
    this.bytes += chunk.length
    if (this.rest !== null) { chunk = Buffer.concat([this.rest, chunk]); this.rest = null }
    let at = 0
    if (!this.open) {
      const end = chunk.indexOf('\r\n\r\n')
      if (end < 0) { this.rest = Buffer.from(chunk); return }
      const status = chunk.subarray(0, 12).toString()
      if (status !== 'HTTP/1.1 101') {
        this.end(new Error(`the server answered ${chunk.subarray(0, end).toString().split('\r\n')[0]}`))
        this.socket.destroy()
        return
      }
      this.open = true
      this.opened(this)
      at = end + 4
    }
    while (at + 2 <= chunk.length) {
      let from = at + 2
      let size = chunk[at + 1] & 127
      if (size === 126) { if (from + 2 > chunk.length) break; size = chunk.readUInt16BE(from); from += 2 } else if (size === 127) {
        if (from + 8 > chunk.length) break
        size = Number(chunk.readBigUInt64BE(from)); from += 8
      }
      if (from + size > chunk.length) break
      this.frame(chunk[at], chunk.subarray(from, from + size))
      at = from + size
    }
    if (at < chunk.length) this.rest = Buffer.from(chunk.subarray(at))
  }

  frame (head, payload) {
    const kind = head & 15
    if (kind === PING) this.write(PONG, payload)
    else if (kind === CLOSE) {
      this.code = payload.length > 1 ? payload.readUInt16BE(0) : 1005
      this.socket.end()
    } else if (kind === TEXT || kind === BINARY || kind === 0) {
      const whole = head & 128
      if (whole && this.parts === null) { this.onmessage(payload); return }
      this.parts ??= []
      this.parts.push(Buffer.from(payload))
      if (whole) { const parts = this.parts; this.parts = null; this.onmessage(Buffer.concat(parts)) }
    }
  }

  send (payload) { this.write(BINARY, payload) }

  write (kind, payload) {
    if (this.closed) return
    const size = payload.length
    const extra = size < 126 ? 0 : size < 65536 ? 2 : 8
    const frame = Buffer.allocUnsafe(6 + extra + size)
    frame[0] = 128 | kind
    frame[1] = 128 | (extra === 0 ? size : extra === 2 ? 126 : 127)
    if (extra === 2) frame.writeUInt16BE(size, 2)
    if (extra === 8) frame.writeBigUInt64BE(BigInt(size), 2)
    const mask = (Math.random() * 0xffffffff) >>> 0
    frame.writeUInt32BE(mask, 2 + extra)
    const key = [mask >>> 24, (mask >>> 16) & 255, (mask >>> 8) & 255, mask & 255]
    for (let i = 0, from = 6 + extra; i < size; i++) frame[from + i] = payload[i] ^ key[i & 3]
    this.socket.write(frame)
  }

  close () { this.closed = true; this.socket.destroy() }
}
