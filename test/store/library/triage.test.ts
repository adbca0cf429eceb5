import { expect, test } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { DEFAULT_VIEW } from '../../../src/model/query/view.ts'
import { countStatuses, leavePile, MOST_PAPERS, openPile } from '../../../src/store/library/triage.ts'
import { createSetting } from '../../support/address.ts'
import { kept } from '../../support/marks.ts'
import { paper } from '../../support/papers.ts'

const papers = (count: number) => Array.from({ length: count }, (_, i) => paper({ id: `doi:10.1/${i}` as PaperId }))
const answers = (all: ReturnType<typeof papers>) => ({
  papers: (_: unknown, take: (some: typeof all) => void) => {
    for (let from = 0; from < all.length; from += 200) take(all.slice(from, from + 200))
    return Promise.resolve()
  },
})

test('a triage begins where the same view was left, and otherwise at its first paper', async () => {
  const setting = createSetting()
  const all = papers(5)
  leavePile(setting, DEFAULT_VIEW, all[3]!.id)
  expect((await openPile(answers(all), DEFAULT_VIEW, setting)).begin).toBe(3)
  expect((await openPile(answers(all), { ...DEFAULT_VIEW, text: 'kv' }, setting)).begin).toBe(0)
  expect((await openPile(answers(all.slice(0, 3)), DEFAULT_VIEW, setting)).begin).toBe(0)
  leavePile(setting, DEFAULT_VIEW, null)
  expect((await openPile(answers(all), DEFAULT_VIEW, setting)).begin).toBe(0)
})

test('a triage with a broken saved place begins at its first paper, and it has at most MOST_PAPERS papers', async () => {
  const setting = createSetting()
  for (const broken of ['{', '7', 'null', '{"question":1}']) {
    setting.write(broken)
    expect((await openPile(answers(papers(2)), DEFAULT_VIEW, setting)).begin).toBe(0)
  }
  expect((await openPile(answers(papers(MOST_PAPERS + 300)), DEFAULT_VIEW, setting)).papers).toHaveLength(MOST_PAPERS)
})

test('the statuses of papers are counted, and papers without a mark count as unread', () => {
  const [first, second] = papers(3)
  const marks = new Map([[first!.id, kept({ status: 'read' })]])
  expect(toMark(marks.get(second!.id)).status).toBe('unread')
  const counts = countStatuses(papers(3), marks)
  expect([counts.get('read'), counts.get('unread'), counts.get('skipped')]).toEqual([1, 2, 0])
})
