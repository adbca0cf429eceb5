// Prints the content of a library on disk, read from the tables alone: the keys of its maps, as JSON.
import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'

const [file, name] = process.argv.slice(2)
const database = new DatabaseSync(file, { readOnly: true })
const doc = new Y.Doc()
const whole = database.prepare('SELECT state FROM libraries WHERE name = ?').get(name)
if (whole) Y.applyUpdate(doc, whole.state)
for (const { data } of database.prepare('SELECT data FROM updates WHERE name = ? ORDER BY id').all(name))
  Y.applyUpdate(doc, data)
console.log(JSON.stringify(Object.fromEntries([...doc.share.keys()].map((map) => [map, [...doc.getMap(map).keys()]]))))
