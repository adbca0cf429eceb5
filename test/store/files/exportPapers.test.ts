import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../src/formats/entry/entry.ts'
import type { Printer } from '../../../src/formats/workers/printer.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { exportPapers, type Export } from '../../../src/store/files/exportPapers.ts'
import { id, kept, paper } from '../../support/papers.ts'

const NOON = new Date(2026, 10, 22, 12).getTime()
const read = paper({ title: 'Read', lists: ['ATC 2024', 'Mine'] })
const other = paper({ title: 'Other', lists: ['Mine'] })
const marks = new Map([
  [read.id, kept({ status: ['read', 1], 'tag:x': [true, 2], title: ['Read', 3] })],
  [other.id, kept({ title: ['Other', 3], [`alias:${other.id}`]: [true, 3] })],
  [id('title:nobody'), kept({ starred: [true, 1] })],
])

/** Exports papers that arrive in these batches. Returns what was printed, saved and asked for. */
async function run(wanted: Partial<Export> = {}, parts: readonly (readonly Paper[])[] = [[read], [other]]) {
  const taken: Entry[] = []
  const calls: unknown[] = []
  const printer: Printer = {
    take: (entries) => taken.push(...entries),
    print: (format, title) => {
      calls.push(['print', format, title])
      return Promise.resolve(new Blob(['text'], { type: 'text/x' }))
    },
    takeLines: () => {},
    printTable: () => Promise.reject(new Error('no table is printed here')),
    stop: () => calls.push('stop'),
  }
  const done = await exportPapers(
    { format: 'markdown', of: 'shown', withMarks: false, ...wanted },
    {
      papers: (of, take) => {
        calls.push(['papers', of])
        for (const part of parts) take(part)
        return parts.length > 0 ? Promise.resolve() : Promise.reject(new Error('the engine is gone'))
      },
      marks,
      printer,
      save: (name, content, type) => calls.push(['save', name, content.size, type]),
      now: () => NOON,
    },
  ).catch((error: Error) => error.message)
  return { done, calls, taken }
}

describe('an export', () => {
  test('prints the papers it was given, in their order, and dates the file name', async () => {
    const { done, calls, taken } = await run({ format: 'bibtex', of: [read.id, other.id] })
    expect(done).toEqual({ name: 'offprint-2026-11-22.bib', papers: 2 })
    expect(taken.map(({ title }) => title)).toEqual(['Read', 'Other'])
    expect(calls).toEqual([
      ['papers', [read.id, other.id]],
      ['print', 'bibtex', 'Mine'],
      ['save', 'offprint-2026-11-22.bib', 4, 'text/x'],
    ])
  })

  test('is named after the one list that holds all its papers, if there is one', async () => {
    expect((await run({}, [[read]])).calls[1]).toEqual(['print', 'markdown', 'ATC 2024'])
    const none = [[read], [paper({ title: 'Gone', lists: [] })]]
    expect((await run({}, none)).calls[1]).toEqual(['print', 'markdown', 'Reading list'])
  })

  test('leaves marks out unless asked', async () => {
    expect((await run()).taken.map(({ mark }) => mark)).toEqual([null, null])
  })

  test('includes marks where asked, for papers that have one', async () => {
    const said = { status: 'read', starred: false, tags: ['x'], note: '' }
    for (const format of ['markdown', 'csv'] as const) {
      expect((await run({ format, withMarks: true })).taken.map(({ mark }) => mark)).toEqual([said, null])
    }
  })

  test.each(['bibtex', 'ris', 'csl', 'list'] as const)(
    'leaves marks out of %s, which is meant for sharing',
    async (format) => {
      expect((await run({ format, withMarks: true })).taken.map(({ mark }) => mark)).toEqual([null, null])
    },
  )

  test('ends its thread and tells why when it gets no papers', async () => {
    const { done, calls } = await run({}, [])
    expect(done).toBe('the engine is gone')
    expect(calls).toEqual([['papers', 'shown'], 'stop'])
  })
})
