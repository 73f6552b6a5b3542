// Costs: what a process and the processes that it started have used so far, read from /proc.
import { readFileSync, readdirSync } from 'node:fs'

const TICK = 0.01 // seconds; USER_HZ is 100 on every Linux that we know

function family (pid) {
  const found = [pid]
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const children = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim()
    for (const child of children ? children.split(' ') : []) found.push(...family(Number(child)))
  }
  return found
}

// Return {cpu: seconds, rss: MiB} of these processes and their children.
export function costs (pids) {
  let cpu = 0
  let rss = 0
  for (const pid of pids.flatMap(family)) {
    const said = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = said.slice(said.lastIndexOf(')') + 2).split(' ')
    cpu += (Number(fields[11]) + Number(fields[12])) * TICK
    rss += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
  }
  return { cpu, rss }
}
