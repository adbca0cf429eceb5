import { expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { versions } from '../../../src/model/mark/noteVersions.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { writeCell } from '../../../src/table/notes/writeCell.ts'
import { A, START_MS } from '../../support/marks.ts'

const NOTE =
  '# Metis\r\n\r\n- **Dataset**: ImageNet,\u00a0LAION  \r\n- **Speed-up**:\r\n\r\nProse: with a tail\t\n```\nDataset: code\n```\n'
const EDITS = [
  ['Dataset', 'COCO'],
  ['Speed-up', '2.4×'],
  ['Metric', 'latency'],
  ['Dataset', 'COCO; LAION'],
  ['Priority', 'high'],
  ['Speed-up', ''],
  ['Cite for', 'swapping'],
  ['Prose', 'none'],
  ['Metric', 'p99 latency'],
  ['Dataset', ''],
] as const

function start() {
  let at = START_MS
  const now = () => (at += 1000)
  const library = createLibrary(new Map(), createClock('here', now), now)
  library.getState().edit([A], { note: NOTE })
  const note = () => toMark(library.getState().marks.get(A)).note
  const seen = EDITS.map(([key, text]) => {
    writeCell({ library }, A, key, text)
    return note()
  })
  return { library, note, seen }
}

test('ten edits of cells, undone one by one, give the note back byte for byte', () => {
  const { library, note, seen } = start()
  for (const before of [NOTE, ...seen.slice(0, -1)].toReversed()) {
    library.getState().undo()
    expect(note()).toBe(before)
  }
  for (const after of seen) {
    library.getState().redo()
    expect(note()).toBe(after)
  }
})

test('the history of a note shows each edit of a cell, a moment after the other', () => {
  const { library, seen } = start()
  const history = versions(library.getState().marks.get(A)!).map(({ text }) => text)
  expect(history).toEqual([NOTE, ...seen].toReversed())
})
