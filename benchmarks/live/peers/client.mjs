// Client: node client.mjs <what> <file with what to do, as JSON>; answers with one line of JSON.
import { readFileSync } from 'node:fs'

const [what, file] = process.argv.slice(2)
const spec = JSON.parse(readFileSync(file, 'utf8'))
const { [what]: run } = await import({ load: './load.mjs', join: './join.mjs', edits: './edits.mjs' }[what] ?? './crash.mjs')
console.log(JSON.stringify(await run(spec)))
process.exit(0)
