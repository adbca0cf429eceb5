import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import type { Question } from '../../../src/engine/question.ts'
import { parseList } from '../../../src/model/paper/list.ts'
import { createTwinFinder } from '../../../src/engine/related/twinFinder.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { id, listFile, mark } from '../../support/papers.ts'

const ask = (engine: Engine, text: string, more: Partial<Question> = {}) =>
  engine.answer({ text, sort: [], window: [0, 1000], paper: null, find: null, wide: [], ...more })
const titles = ({ rows }: ReturnType<typeof ask>) => rows.map(({ title }) => title)

describe('likely duplicates', () => {
  const preprint = { title: 'Caches That Forget by Regret', arxiv: '2401.00001', authors: ['Ada Lovelace'], year: 2024 }
  const published = { title: 'Flash Caches That Forget by Regret', doi: '10.1/f', authors: ['A. Lovelace'], year: 2025 }
  const [first, second] = [id('arxiv:2401.00001'), id('doi:10.1/f')]
  const open2 = (a: object, b: object) => {
    const engine = createEngine()
    engine.open([
      listFile([a], { title: 'Mine' }),
      listFile([b, { title: 'Something Else Entirely' }], { title: 'ATC' }),
    ])
    return engine
  }
  const likely = (engine: Engine, paper: PaperId) => ask(engine, '', { paper }).likely?.id ?? null
  const says = (paper: PaperId, fields: object): Marked => [
    paper,
    mark({ starred: true }),
    1,
    { title: null, aliases: [paper], hasMoved: false, others: [], same: [], ...fields },
  ]

  test('are offered for each other, and for no other paper', () => {
    const engine = open2(preprint, published)
    expect(likely(engine, first)).toBe(second)
    expect(likely(engine, second)).toBe(first)
    expect(likely(engine, id('title:something else entirely'))).toBeNull()
  })

  test.each([
    ['their titles say less', { title: 'Flash Caches That Never Wear Out by Regret' }],
    ['they are parts of one work', { title: 'Caches That Forget by Regret, Part 2' }],
    ['they have no author in common', { authors: ['Grace Hopper'] }],
    ['they are years apart', { year: 2012 }],
  ])('are not offered where %s', (_, other) => {
    expect(likely(open2(preprint, { ...published, ...other }), first)).toBeNull()
  })

  test('are not offered once the user has said of either that they are two papers', () => {
    const engine = open2(preprint, published)
    engine.mark([says(first, { others: [second] })])
    expect([likely(engine, first), likely(engine, second)]).toEqual([null, null])
  })

  test('become one paper when the user joins them: in both lists, found by either title, counted once', () => {
    const engine = open2(preprint, published)
    engine.mark([says(first, { same: [second] })])
    const answer = ask(engine, '', { paper: second })
    expect([answer.total, answer.all, titles(answer)]).toEqual([2, 2, [preprint.title, 'Something Else Entirely']])
    expect(answer.paper).toMatchObject({ id: first, lists: ['Mine', 'ATC'] })
    expect(answer.likely).toBeNull()
    expect(ask(engine, 'list:ATC').total).toBe(2)
    expect(ask(engine, 'is:starred').total).toBe(1)
    const again = parseList('x', listFile([published]).text).list!.papers[0]!
    expect(engine.withIndex((index) => createTwinFinder(index)(again))?.id).toBe(first)
  })

  test('are one paper in any order of lists and marks', () => {
    for (const lists of [
      [preprint, published],
      [published, preprint],
    ]) {
      const engine = createEngine()
      engine.mark([says(first, { same: [second] })])
      engine.open(lists.map((paper, i) => listFile([paper], { title: `List ${i}` })))
      expect(titles(ask(engine, ''))).toEqual([preprint.title])
    }
  })

  test('are two papers again when the user undoes that, each as in its list', () => {
    const engine = open2(preprint, published)
    const before = ask(engine, '')
    engine.mark([says(first, { same: [second] })])
    engine.mark([says(first, {})])
    const after = ask(engine, '')
    expect(after.rows).toEqual(before.rows)
    expect(ask(engine, '', { paper: second }).paper?.title).toBe(published.title)
    expect(likely(engine, second)).toBe(first)
  })

  test('can be three papers, and the user can take one out', () => {
    const third = { title: 'Caches Which Forget by Regret', doi: '10.1/g', authors: ['Ada Lovelace'], year: 2024 }
    const engine = createEngine()
    engine.open([listFile([preprint]), listFile([published]), listFile([third])])
    engine.mark([says(first, { same: [second, id('doi:10.1/g')] })])
    expect(ask(engine, '').all).toBe(1)
    engine.mark([says(first, { same: [id('doi:10.1/g')] })])
    expect(titles(ask(engine, ''))).toEqual([preprint.title, published.title])
  })
})
