// Load: many clients in one or more rooms, some of whom write; how long until all OTHERS of a room have an edit.
//
// All clients live in this process, so one clock measures. Sending does not wait for answers: a server that falls
// behind is measured as late, not as asked less. A delivery is one edit seen by one other client.
import { setTimeout as sleep } from 'node:timers/promises'
import { costs } from './costs.mjs'
import { Pen, marks } from './marks.mjs'
import { Talker } from './talk.mjs'

const BUCKET = 0.1 // ms
const BUCKETS = 200_000
const REMEMBERED = 1 << 15 // sending times kept per writer

export class Load {
  constructor (spec) {
    this.spec = spec
    this.talkers = []
    this.count = spec.rooms.length * spec.clients
    this.sent = new Float64Array(this.count * REMEMBERED)
    this.seen = new Int32Array(this.count * spec.clients).fill(-1) // by receiver and place of the writer in the room
    this.pens = []
    this.histogram = new Uint32Array(BUCKETS)
    this.edits = this.deliveries = this.gaps = this.twice = this.closed = 0
    this.active = 0
    this.rate = 0
    this.due = new Float64Array(this.count)
    this.random = 1
  }

  async open () {
    const { rooms, clients, servers, roots } = this.spec
    for (const room of rooms) {
      for (let place = 0; place < clients; place++) {
        const id = this.talkers.length
        const server = servers[place % servers.length]
        const talker = new Talker(server, room, id)
        talker.onraw = payload => this.received(id, payload)
        this.talkers.push(talker)
        this.pens.push(new Pen(id, roots[place % roots.length]))
        await talker.join()
        talker.line.onclose = () => { this.closed++ }
        if (id % 20 === 19) await talker.synced
      }
    }
    await Promise.all(this.talkers.map(talker => talker.synced))
    this.order = rooms.length === 1
      ? this.pens.map((_, id) => id)
      : rooms.flatMap((_, room) => Array.from({ length: this.spec.writers }, (_, place) => room * clients + place))
  }

  received (id, payload) {
    const now = performance.now()
    const { clients } = this.spec
    const room = Math.floor(id / clients)
    const across = this.spec.across
    marks(payload, 3, (writer, number) => {
      if (writer === id || Math.floor(writer / clients) !== room) return
      const cell = id * clients + writer % clients
      const before = this.seen[cell]
      if (number <= before) { this.twice++; return }
      if (number > before + 1 && before >= 0) this.gaps += number - before - 1
      this.seen[cell] = number
      this.deliveries++
      if (across && (id - writer) % this.spec.servers.length === 0) return
      const late = now - this.sent[writer * REMEMBERED + number % REMEMBERED]
      this.histogram[Math.min(BUCKETS - 1, Math.floor(late / BUCKET))]++
    })
  }

  // Type with `writers` people, `total` edits a second together.
  type (writers, total) {
    const began = performance.now()
    this.active = Math.min(writers, this.order.length)
    this.rate = total / this.active
    for (let i = 0; i < this.active; i++) this.due[i] = began + this.chance() * 1000 / this.rate
    if (!this.ticking) { this.ticking = true; this.tick() }
  }

  chance () { // repeatable
    this.random = (this.random * 48271) % 2147483647
    return this.random / 2147483647
  }

  tick () {
    const now = performance.now()
    for (let i = 0; i < this.active; i++) {
      while (this.due[i] <= now) {
        const id = this.order[i]
        const pen = this.pens[id]
        const number = pen.number
        const update = pen.next()
        this.sent[id * REMEMBERED + number % REMEMBERED] = performance.now()
        this.talkers[id].edit(update)
        this.edits++
        this.due[i] += (0.7 + 0.6 * this.chance()) * 1000 / this.rate
      }
    }
    setTimeout(() => { if (this.ticking) this.tick() }, 1)
  }

  async window (seconds) {
    const pids = this.spec.servers.map(server => server.pid)
    this.histogram.fill(0)
    const before = { ...costs(pids), mine: process.cpuUsage(), at: performance.now() }
    const [edits, deliveries] = [this.edits, this.deliveries]
    await sleep(seconds * 1000)
    const after = costs(pids)
    const mine = process.cpuUsage(before.mine)
    const spent = (performance.now() - before.at) / 1000
    const delivered = this.deliveries - deliveries
    const cpu = after.cpu - before.cpu
    return {
      seconds: round(spent, 3),
      edits_per_second: round((this.edits - edits) / spent, 1),
      deliveries: delivered,
      p50: this.percentile(0.5),
      p95: this.percentile(0.95),
      p99: this.percentile(0.99),
      server_cpu: round(cpu / spent, 3),
      cpu_per_100k: delivered ? round(cpu / delivered * 1e5, 3) : null,
      client_cpu: round((mine.user + mine.system) / 1e6 / spent, 3),
      rss_mib: round(after.rss, 1),
      closed: this.closed
    }
  }

  percentile (share) {
    let total = 0
    for (let i = 0; i < BUCKETS; i++) total += this.histogram[i]
    let left = total * share
    for (let i = 0; i < BUCKETS; i++) {
      left -= this.histogram[i]
      if (left <= 0 && total) return round((i + 1) * BUCKET, 1)
    }
    return null
  }

  // Stop typing and wait until everything that was sent has arrived; return how many deliveries are missing.
  async drain (patience = 5) {
    this.active = 0
    const others = this.spec.clients - 1
    const deadline = performance.now() + patience * 1000
    while (this.deliveries < this.edits * others && performance.now() < deadline) await sleep(10)
    return this.edits * others - this.deliveries
  }

  // Raise the rate until the p95 is over the limit, also when tried once more; return every step.
  async ladder ({ from, factor, near, fine, warm, seconds, limit, most }) {
    const steps = []
    let failed = false
    for (let total = from; total <= most;) {
      this.type(Math.min(this.count, Math.round(total / 5)), total)
      await sleep(warm * 1000)
      const step = { total: round(total, 0), ...await this.window(seconds) }
      const kept = step.p95 !== null && step.p95 <= limit && step.edits_per_second > 0.97 * total
      steps.push({ ...step, kept })
      if (this.closed || (!kept && failed)) break
      if (!kept) await this.drain()
      else total *= near && total * factor > near ? fine : factor
      failed = !kept
      if (Math.max(...this.pens.map(pen => pen.number)) > REMEMBERED * 0.9) break
    }
    return steps
  }

  close () {
    this.ticking = false
    for (const talker of this.talkers) talker.close()
  }
}

export function round (number, places) { return Number(number.toFixed(places)) }

export async function load (spec) {
  const load = new Load(spec)
  const began = performance.now()
  await load.open()
  const found = { joined_ms: round(performance.now() - began, 0) }
  await sleep(300)
  found.rss_quiet_mib = round(costs(spec.servers.map(server => server.pid)).rss, 1)
  if (spec.ladder) {
    found.steps = await load.ladder(spec.ladder)
  } else {
    load.type(spec.writers * spec.rooms.length, spec.writers * spec.rooms.length * spec.rate)
    await sleep(spec.warm * 1000)
    found.window = await load.window(spec.seconds)
    found.missing = await load.drain()
    found.gaps = load.gaps
    found.twice = load.twice
  }
  load.close()
  return found
}
