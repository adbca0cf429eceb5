// Creates users with a library each, as if they had used the server before. Prints their tokens, one a line.
import * as Y from 'yjs'
import { openStore } from '../../src/server/store.mjs'

const [file, from, to, marks] = process.argv.slice(2)
const store = openStore(file)
const FIRST_MS = Number.parseInt('0mjuo0000', 36)
const stamp = (i) => `${(FIRST_MS + i).toString(36).padStart(9, '0')}-0000-seed0000`
const doc = new Y.Doc()
const map = doc.getMap('cells:seed')
for (let i = 0; i < Number(marks); i += 1) {
  const id = `doi:10.1145/3600000.${i}`
  const cells = [
    [stamp(i), 'status', 'read', `log:${stamp(i)}`, 'read', 'starred', true],
    [
      stamp(i + 1),
      'title',
      `A Paper with a Title of the Usual Length, Number ${i}`,
      `alias:title:a paper with a title of the usual length number ${i}`,
      true,
    ],
  ]
  map.set(`${id.length}:${id}`, JSON.stringify(cells))
  if (i % 20 > 0) continue
  const text = 'What was worth keeping of this paper, in a few lines as a reader writes them. '.repeat(4)
  map.set(`${id.length}:${id}note:${stamp(i)}`, JSON.stringify([[stamp(i), `note:${stamp(i)}`, text]]))
  doc.getText(`note:${id}`).insert(0, text)
}
const state = Y.encodeStateAsUpdate(doc)
for (let i = Number(from); i < Number(to); i += 1) {
  console.log(store.addReader(`r${i}`))
  store.libraries.open(`r${i}`, new Y.Doc()).log(state)
}
console.error(`${state.length} bytes a library`)
