import * as Y from 'yjs'
import type { PaperId } from '../../model/paper/paper.ts'
import { diff } from '../merge/textMerge.ts'

const PREFIX = 'note:'

/** The letters of a paper's note. At the top of the document: one made inside a map on two devices would lose one side. */
export const textOf = (doc: Y.Doc, paper: PaperId): Y.Text => doc.getText(PREFIX + paper)

/** The paper whose note has its letters under this name; null where the name is of something else. */
export const paperOfText = (name: string): PaperId | null =>
  name.startsWith(PREFIX) ? (name.slice(PREFIX.length) as PaperId) : null

/** Whether a note has had letters here: until it is first written with sync on it is in its versions alone. */
export const hasText = (doc: Y.Doc, paper: PaperId): boolean => doc.share.has(PREFIX + paper)

/** Nobody types that many letters at once: they are a paste, a restored version, a note's first letters. */
const TYPED_LETTERS = 16

/** Makes the letters of a note say `after`, by as little as needs. `isFirst` where they have said nothing yet. */
export function changeText(doc: Y.Doc, paper: PaperId, after: string, isFirst = false): void {
  const text = textOf(doc, paper)
  const splices = diff(text.toJSON(), after)
  const change = () => {
    for (const { at, remove, insert } of splices.toReversed()) {
      if (remove > 0) text.delete(at, remove)
      if (insert !== '') text.insert(at, insert)
    }
  }
  const letters = splices.reduce((sum, { insert }) => sum + insert.length, 0)
  if (letters < TYPED_LETTERS && !isFirst) return doc.transact(change)
  // Two devices that put the same words into the same letters, as a note both had before, must not put them there twice.
  // The same words at the same place under the same writer are the same to Yjs: so the change itself names its writer.
  const own = doc.clientID
  const writer = nameOf(JSON.stringify([paper, splices, shapeOf(text)]))
  if (!doc.store.clients.has(writer)) doc.clientID = writer
  try {
    doc.transact(change)
  } finally {
    doc.clientID = own
  }
}

/** Every letter that a text has or had, by its name in Yjs: texts of one shape are in the same state. */
function shapeOf(text: Y.Text): string {
  const runs: string[] = []
  let [client, end, wasDeleted] = [-1, -1, false]
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to the items of a text
  for (let item = text._start; item !== null; item = item.right) {
    const { id, length, deleted } = item
    if (id.client !== client || id.clock !== end || deleted !== wasDeleted)
      runs.push(`${id.client}.${id.clock}${deleted ? 'x' : ''}`)
    ;[client, end, wasDeleted] = [id.client, id.clock + length, deleted]
  }
  return `${runs.join()} ${end}`
}

/** A name for a writer, of 52 bits: beyond the 32 of those that Yjs draws for itself. */
function nameOf(words: string): number {
  const [high, low] = [hash(words, 0x811c9dc5), hash(words, 0x01234567)]
  return 2 ** 52 + (high % 2 ** 20) * 2 ** 32 + low
}

// FNV-1a over UTF-16 code units, from two beginnings.
function hash(text: string, start: number): number {
  let sum = start
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum ^ (sum >>> 15)) >>> 0
}
