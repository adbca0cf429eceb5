import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { tallyStatuses, TALLY_FIELDS, type Counts } from '../../../src/engine/facets/statusTally.ts'
import { STATUSES, type Status } from '../../../src/model/mark/mark.ts'
import { change, changes, entries, toLines, type Line } from '../../support/oracle.ts'
import { id, listFile, mark } from '../../support/papers.ts'

function open(papers: readonly object[]) {
  const engine = createEngine()
  engine.open([listFile(papers)])
  return engine
}

const of = (said: Partial<Record<Status, number>>): Counts => STATUSES.map((status) => said[status] ?? 0)

const PAPERS = [
  { title: 'A', topics: [['LLM', 'Serving']], venue: 'ATC', year: 2024 },
  { title: 'B', topics: [['LLM'], ['HBM']], venue: 'ATC', year: 2023 },
  { title: 'C', topics: [['HBM']], venue: 'ATC', year: 2024 },
  { title: 'D', topics: [['LLM']] },
  { title: 'E' },
]

describe('the status counts', () => {
  const engine = open(PAPERS)
  engine.mark([
    [id('title:a'), mark({ status: 'read' }), 1],
    [id('title:b'), mark({ status: 'to-read' }), 1],
  ])

  test('cover all papers, including those that are in no row', () => {
    const { all, by } = engine.withIndex(tallyStatuses)
    expect(all).toEqual(of({ unread: 3, 'to-read': 1, read: 1 }))
    expect(by.topic).toEqual({
      rows: [
        { value: 'LLM', counts: of({ unread: 1, 'to-read': 1, read: 1 }) },
        { value: 'HBM', counts: of({ unread: 1, 'to-read': 1 }) },
      ],
      rest: of({ unread: 1 }),
    })
    expect(by.venue.rows.map(({ value }) => value)).toEqual(['ATC 2024', 'ATC 2023'])
    expect(by.year.rows.map(({ value }) => value)).toEqual(['2024', '2023'])
    expect(by.year.rest).toEqual(of({ unread: 2 }))
  })

  test('have only the rows with the most papers, and the latest years, where there are many', () => {
    const { by } = engine.withIndex((index) => tallyStatuses(index, 1))
    expect(by.topic.rows.map(({ value }) => value)).toEqual(['LLM'])
    expect(by.topic.rest).toEqual(of({ unread: 2 }))
    expect(by.year.rows).toEqual([{ value: '2024', counts: of({ unread: 1, read: 1 }) }])
  })

  test('are by subtopic where all papers share one topic', () => {
    const alike = open([
      { title: 'A', topics: [['LLM', 'Serving']] },
      { title: 'B', topics: [['LLM', 'Training']] },
    ])
    const { rows } = alike.withIndex(tallyStatuses).by.topic
    expect(rows.map(({ value }) => value)).toEqual(['LLM › Serving', 'LLM › Training'])
  })

  test('are empty where there are no papers', () => {
    const nothing = { rows: [], rest: of({}) }
    expect(createEngine().withIndex(tallyStatuses)).toEqual({
      all: of({}),
      by: { topic: nothing, venue: nothing, year: nothing },
    })
  })
})

test('the status counts agree with a slow and simple count', () => {
  const isIn = (line: Line, field: (typeof TALLY_FIELDS)[number], value: string) => {
    if (field === 'year') return line.year === Number(value)
    if (field === 'venue') return [line.venue, line.year].filter(Boolean).join(' ') === value
    const name = value.split(' › ')
    // A name means every path that contains it, at any depth.
    return line.topics.some((path) => path.some((_, i) => path.slice(i, i + name.length).join() === name.join()))
  }
  const plain = (lines: readonly Line[]) =>
    STATUSES.map((status) => lines.filter(({ mark }) => mark.status === status).length)
  fc.assert(
    fc.property(entries, changes, fc.integer({ min: 1, max: 4 }), (entries, changes, most) => {
      const engine = open(entries)
      engine.mark(changes.map(([place, mark, changedAt]) => [id(`doi:10.1/${place}`), mark, changedAt]))
      const lines = change(toLines(entries), changes)
      const { all, by } = engine.withIndex((index) => tallyStatuses(index, most))
      expect(all).toEqual(plain(lines))
      for (const field of TALLY_FIELDS) {
        const { rows, rest } = by[field]
        for (const { value, counts } of rows)
          expect(counts).toEqual(plain(lines.filter((line) => isIn(line, field, value))))
        const others = lines.filter((line) => !rows.some(({ value }) => isIn(line, field, value)))
        expect(rest).toEqual(plain(others))
      }
    }),
    { numRuns: 300 },
  )
})
