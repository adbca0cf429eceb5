import * as Y from 'yjs'
import type { PaperId } from '../../model/paper/paper.ts'
import { fnv1a, FNV_OFFSET } from '../../model/text/fnv1a.ts'
import { diff } from '../merge/textMerge.ts'

const PREFIX = 'note:'

/** The Yjs text of a note, at the top level: two devices that created it inside a map would lose one side. */
export const textOf = (doc: Y.Doc, paper: PaperId): Y.Text => doc.getText(PREFIX + paper)

/** The paper of a top-level name; null where it is not the text of a note. */
export const paperOfText = (name: string): PaperId | null =>
  name.startsWith(PREFIX) ? (name.slice(PREFIX.length) as PaperId) : null

/** Whether a note has had a text here. Until it is first written with sync on it has only versions. */
export const hasText = (doc: Y.Doc, paper: PaperId): boolean => doc.share.has(PREFIX + paper)

/** A longer insertion was not typed: it is a paste, a restored version, or the first text of a note. */
const TYPED_LETTERS = 16

/** Changes the text of a note to `after`, with as few edits as possible. `isFirst` where it was empty so far. */
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
  // Two devices that insert the same words into the same text, as a note both had before, must not insert them twice.
  // The same words at the same place by the same client are one insertion to Yjs, so the change itself names its
  // client.
  const own = doc.clientID
  const writer = nameOf(JSON.stringify([paper, splices, shapeOf(text)]))
  if (!doc.store.clients.has(writer)) doc.clientID = writer
  try {
    doc.transact(change)
  } finally {
    doc.clientID = own
  }
}

/** The Yjs ids of every character that a text has or had. Texts with equal ids are in the same state. */
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

/** A Yjs client id of 52 bits, beyond the 32 bits of those that Yjs draws. */
function nameOf(words: string): number {
  const [high, low] = [hash(words, FNV_OFFSET), hash(words, 0x01234567)]
  return 2 ** 52 + (high % 2 ** 20) * 2 ** 32 + low
}

function hash(text: string, start: number): number {
  const sum = fnv1a(text, start)
  return (sum ^ (sum >>> 15)) >>> 0
}
