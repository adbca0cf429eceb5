import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import type { Answer, Question } from '../../../src/engine/question.ts'
import { isGroupHead, isPaper, type Collapsed, type GroupedRows } from '../../../src/engine/facets/groupRows.ts'
import type { FieldId } from '../../../src/model/query/fields.ts'
import { STATUSES, STATUS_LABELS, type Mark } from '../../../src/model/mark/mark.ts'
import { GROUP_FIELDS } from '../../../src/model/query/view.ts'
import {
  asked,
  change,
  changes,
  entries,
  match,
  toLines,
  toText,
  type Change,
  type Line,
} from '../../support/oracle.ts'
import { id, listFile, mark } from '../../support/papers.ts'

const ALL: Collapsed = { all: false, but: [] }

function open(papers: readonly object[]): Engine {
  const engine = createEngine()
  engine.open([listFile(papers)])
  return engine
}
const ask = (engine: Engine, by: FieldId | null, more: Partial<GroupedRows> = {}, question: Partial<Question> = {}) =>
  engine.answer({
    text: '',
    sort: [],
    window: [0, 1000],
    paper: null,
    find: null,
    wide: [],
    group: by && { by, collapsed: ALL, near: 0, head: null, ...more },
    ...question,
  })
/** The lines as text: headers with their depth, and the titles below them. */
const read = ({ lines }: Answer) =>
  lines.map((listed) =>
    isGroupHead(listed)
      ? `${'#'.repeat(listed.depth + 1)} ${listed.label} ${listed.read ?? '-'}/${listed.count}`
      : listed.title,
  )
const marked = (name: string, fields: Partial<Mark>): Marked => [id(name), mark(fields), 1]

const PAPERS = [
  { title: 'A', topics: [['LLM', 'Serving'], ['Memory']], venue: 'OSDI', year: 2023, affiliations: ['MIT'] },
  { title: 'B', topics: [['LLM']], venue: 'ATC', year: 2024, affiliations: ['NUS', 'MIT'] },
  { title: 'C', topics: [['LLM', 'Serving']], venue: 'ATC', year: 2024 },
  { title: 'D' },
]

describe('grouping', () => {
  test('by topic makes a tree: a paper is listed under each of its topics, but counts once above them', () => {
    const engine = open(PAPERS)
    engine.mark([marked('title:a', { status: 'read' })])
    const answer = ask(engine, 'topic')
    expect(read(answer)).toEqual([
      '# LLM 1/3',
      'B',
      '## Serving 1/2',
      'A',
      'C',
      '# Memory 1/1',
      'A',
      '# No topic 0/1',
      'D',
    ])
    expect([answer.total, answer.all, answer.extent]).toEqual([4, 4, 9])
  })

  test('by status keeps the order of the statuses and has no read counts', () => {
    const engine = open(PAPERS)
    engine.mark([marked('title:a', { status: 'read' }), marked('title:d', { status: 'to-read' })])
    expect(read(ask(engine, 'status'))).toEqual(['# Unread -/2', 'B', 'C', '# To read -/1', 'D', '# Read -/1', 'A'])
  })

  test('by year puts the latest first; by another field, the largest group', () => {
    const engine = open(PAPERS)
    const heads = (by: FieldId) => read(ask(engine, by)).filter((line) => line.startsWith('#'))
    expect(heads('year')).toEqual(['# 2024 0/2', '# 2023 0/1', '# No year 0/1'])
    expect(heads('venue')).toEqual(['# ATC 2024 0/2', '# OSDI 2023 0/1', '# No venue 0/1'])
    expect(heads('affiliation')).toEqual(['# MIT 0/2', '# NUS 0/1', '# No affiliation 0/2'])
    expect(heads('tag')).toEqual(['# No tag 0/4'])
  })

  test('by the time added has a group a month, the latest first, and one of papers that were not added', () => {
    const at = (...date: [number, number, number]) => new Date(...date).getTime()
    const engine = open([
      { title: 'A', addedAt: at(2026, 8, 30) },
      { title: 'B', addedAt: at(2026, 9, 1) },
      { title: 'C' },
      { title: 'D', addedAt: at(2026, 9, 31) },
      { title: 'E', addedAt: at(2025, 11, 24) },
    ])
    expect(read(ask(engine, 'added'))).toEqual([
      '# October 2026 0/2',
      'B',
      'D',
      '# September 2026 0/1',
      'A',
      '# December 2025 0/1',
      'E',
      '# Not added by you 0/1',
      'C',
    ])
    const found = (text: string) => ask(engine, null, {}, { text, sort: [{ by: 'added', descending: true }] })
    expect(read(found(''))).toEqual(['D', 'B', 'A', 'E', 'C'])
    expect(read(found('added:2026-10'))).toEqual(['D', 'B'])
    expect(read(found('added:>2026-09'))).toEqual(['D', 'B'])
    expect(read(found('-added:2026'))).toEqual(['E', 'C'])
  })

  test('sorts each group in the requested order', () => {
    const sort = [{ by: 'title', descending: true }] as const
    expect(read(ask(open(PAPERS), 'venue', {}, { sort }))).toEqual([
      '# ATC 2024 0/2',
      'C',
      'B',
      '# OSDI 2023 0/1',
      'A',
      '# No venue 0/1',
      'D',
    ])
  })

  test('leaves out the papers of collapsed groups, whose headers still count them', () => {
    const engine = open(PAPERS)
    const collapsed = (all: boolean, ...but: string[]) => ask(engine, 'topic', { collapsed: { all, but } })
    expect(read(collapsed(false, 'LLM'))).toEqual(['# LLM 0/3', '# Memory 0/1', 'A', '# No topic 0/1', 'D'])
    expect(read(collapsed(true))).toEqual(['# LLM 0/3', '# Memory 0/1', '# No topic 0/1'])
    expect(read(collapsed(true, 'LLM', ''))).toEqual([
      '# LLM 0/3',
      'B',
      '## Serving 0/2',
      '# Memory 0/1',
      '# No topic 0/1',
      'D',
    ])
    const flags = collapsed(true, 'LLM').lines.filter(isGroupHead)
    expect(flags.map(({ isCollapsed }) => isCollapsed)).toEqual([false, true, true, true])
  })

  test('returns a window of lines, and has a new revision only for another question', () => {
    const engine = open(PAPERS)
    const { revision } = ask(engine, 'topic')
    const window = ask(engine, 'topic', { collapsed: { all: false, but: ['Memory'] } }, { window: [1, 4] })
    expect(read(window)).toEqual(['B', '## Serving 0/2', 'A'])
    expect([window.from, window.extent, window.revision]).toEqual([1, 8, revision])
    expect(window.rows.map(({ title }) => title)).toEqual(['B', 'A'])
    expect(ask(engine, 'venue').revision).toBeGreaterThan(revision)
    expect(ask(engine, null)).toMatchObject({ extent: 4, lines: ask(engine, null).rows })
  })
})

describe('a grouped list', () => {
  test('finds a paper on its nearest line, and finds a header', () => {
    const engine = open(PAPERS)
    const found = (more: Partial<GroupedRows>, find: string | null = null) =>
      ask(engine, 'topic', more, { find: find === null ? null : id(find) }).found
    expect([found({ near: 0 }, 'title:a'), found({ near: 5 }, 'title:a')]).toEqual([3, 6])
    expect(found({ near: 9, head: 'LLM › Serving' })).toBe(2)
    expect(found({ head: 'Nothing' })).toBe(-1)
    expect(found({ collapsed: { all: true, but: [] } }, 'title:a')).toBe(-1)
  })

  test('exports every paper once, and for a range all its lines except headers', () => {
    const engine = open(PAPERS)
    ask(engine, 'topic')
    const titles = (of: Parameters<Engine['papers']>[0]) => [...engine.papers(of)].flat().map(({ title }) => title)
    expect(titles('shown')).toEqual(['A', 'B', 'C', 'D'])
    expect(titles({ from: 1, to: 7 })).toEqual(['B', 'A', 'C', 'A'])
  })

  test('keeps its lines when marks change, and updates the read counts at once', () => {
    const engine = open(PAPERS)
    ask(engine, 'status')
    engine.mark([marked('title:b', { status: 'read' })])
    expect(read(ask(engine, 'status'))).toEqual(['# Unread -/4', 'A', 'B', 'C', 'D'])
    ask(engine, null)
    expect(read(ask(engine, 'status'))).toEqual(['# Unread -/3', 'A', 'C', 'D', '# Read -/1', 'B'])
    const before = read(ask(engine, 'topic'))[0]
    engine.mark([marked('title:c', { status: 'read' })])
    expect([before, read(ask(engine, 'topic'))[0]]).toEqual(['# LLM 1/3', '# LLM 2/3'])
  })
})

describe('a line whose paper no longer matches', () => {
  const gone = (engine: Engine, text: string, by: FieldId | null = null) => ask(engine, by, {}, { text }).gone

  test('is reported until the next question, and no longer once the change is reverted', () => {
    const engine = open(PAPERS)
    expect(gone(engine, 'is:unread')).toEqual([])
    engine.mark([marked('title:b', { status: 'read' })])
    expect(gone(engine, 'is:unread')).toEqual([1])
    expect(ask(engine, null, {}, { text: 'is:unread', window: [1, 3] }).gone).toEqual([1])
    engine.mark([marked('title:b', {})])
    expect(gone(engine, 'is:unread')).toEqual([])
    engine.mark([marked('title:b', { status: 'read' })])
    expect(gone(engine, '-is:read')).toEqual([])
  })

  test('is reported for each line of the paper where the list is grouped, and never without a query', () => {
    const engine = open(PAPERS)
    gone(engine, 'is:unread', 'topic')
    engine.mark([marked('title:a', { status: 'read' })])
    expect(gone(engine, 'is:unread', 'topic')).toEqual([3, 6])
    expect(gone(engine, '')).toEqual([])
    engine.mark([marked('title:a', { status: 'unread' })])
    expect(gone(engine, '')).toEqual([])
  })
})

/** The simple model of grouping: every value of a paper, with the ancestors of its topics. */
function valuesOf({ topics, affiliations, venue, year, mark }: Line, by: FieldId): readonly string[] {
  if (by === 'topic') return topics.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join(' › ')))
  if (by === 'affiliation') return affiliations
  if (by === 'venue') return venue === undefined ? [] : [[venue, year].filter(Boolean).join(' ')]
  if (by === 'year') return year === undefined ? [] : [String(year)]
  // Papers of bundled lists.
  if (by === 'added') return []
  return by === 'tag' ? mark.tags : [STATUS_LABELS[mark.status]]
}
const orNone = (values: readonly string[]) => (values.length > 0 ? values : [''])
const ownOf = (line: Line, by: FieldId) => {
  const all = valuesOf(line, by)
  return orNone(by === 'topic' ? all.filter((value) => !all.some((other) => other.startsWith(`${value} › `))) : all)
}

test('grouping agrees with a slow and simple model', () => {
  const toMarked = ([place, mark, changedAt]: Change): Marked => [id(`doi:10.1/${place}`), mark, changedAt]
  const collapsed = fc.record({
    all: fc.boolean(),
    but: fc.subarray(['llm', 'llm › serving', 'vision', 'nus', 'Unread', 'x', 'ATC 2024', '2024', '']),
  })
  fc.assert(
    fc.property(
      entries,
      changes,
      asked,
      fc.constantFrom(...GROUP_FIELDS),
      collapsed,
      (entries, changes, asked, by, collapsed) => {
        const engine = open(entries)
        engine.mark(changes.map(toMarked))
        const lines = change(toLines(entries), changes)
        const matching = match(lines, asked).map((doi) => lines.find((line) => line.doi === doi)!)
        const answer = ask(engine, by, {}, { text: toText(asked), sort: asked.sort })

        const groups = new Map<string, string[]>()
        let on = ''
        for (const listed of answer.lines) {
          if (isPaper(listed)) groups.get(on)!.push(listed.id.replace('doi:', ''))
          else groups.set((on = listed.group), [])
        }
        const heads = answer.lines.filter(isGroupHead)
        expect(groups.size).toBe(heads.length)
        // The parent of a header is the last header before it with a smaller depth.
        const above = (group: string) => group.split(' › ').slice(0, -1).join(' › ')
        for (const [i, { group, depth }] of heads.entries()) {
          const before = heads.slice(0, i).findLast((head) => head.depth < depth)
          expect(before?.group ?? '').toBe(by === 'topic' ? above(group) : '')
        }
        const expected = new Set(matching.flatMap((line) => orNone(valuesOf(line, by))))
        expect(new Set(groups.keys())).toEqual(expected)
        expect(groups.has('') ? [...groups.keys()].at(-1) : '').toBe('')
        for (const [group, papers] of groups)
          expect(papers).toEqual(matching.filter((line) => ownOf(line, by).includes(group)).map(({ doi }) => doi))
        for (const { group, count, read } of heads) {
          const within = matching.filter((line) => orNone(valuesOf(line, by)).includes(group))
          const done = within.filter((line) => line.mark.status === 'read')
          expect([count, read]).toEqual([within.length, by === 'status' ? null : done.length])
        }
        expect(answer.total).toBe(matching.length)
        expect(answer.extent).toBe(answer.lines.length)
        const labels = STATUSES.map((status) => STATUS_LABELS[status])
        expect([...groups.keys()].filter((group) => labels.includes(group))).toEqual(
          labels.filter((label) => groups.has(label)),
        )

        // Collapsing a group hides everything below it and changes nothing else.
        const isCollapsed = (group: string) => collapsed.all !== collapsed.but.includes(group)
        const isHidden = (group: string, isOwn: boolean) =>
          (isOwn && isCollapsed(group)) ||
          group.split(' › ').some((_, i, path) => i > 0 && isCollapsed(path.slice(0, i).join(' › ')))
        on = ''
        const left = answer.lines.filter((listed) => {
          if (isGroupHead(listed)) on = listed.group
          return !isHidden(on, isPaper(listed))
        })
        const fewer = ask(engine, by, { collapsed }, { text: toText(asked), sort: asked.sort })
        const plain = left.map((listed) =>
          isGroupHead(listed) ? { ...listed, isCollapsed: isCollapsed(listed.group) } : listed,
        )
        expect(fewer.lines).toEqual(plain)
      },
    ),
    { numRuns: 300 },
  )
})
