// Hocuspocus as its manual starts it, every setting at its default, with the Database extension on SQLite.
// node hocuspocus.mjs <port> <folder>
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const [port, folder] = process.argv.slice(2)
const rows = new DatabaseSync(`${folder}/hocuspocus.sqlite`)
rows.exec('PRAGMA journal_mode = WAL')
rows.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)')
const fetched = rows.prepare('SELECT data FROM documents WHERE name = ?')
const stored = rows.prepare('INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data')

const server = new Server({
  address: '127.0.0.1',
  port: Number(port),
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => fetched.get(documentName)?.data ?? null,
      store: async ({ documentName, state }) => { stored.run(documentName, state) }
    })
  ]
})
await server.listen()
