import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countPapers } from '../../src/engine/query/countMatches.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import type { Marked } from '../../src/engine/index/indexedMark.ts'
import type { Answer, Question } from '../../src/engine/question.ts'
import type { FieldId } from '../../src/model/query/fields.ts'
import { parseList } from '../../src/model/paper/list.ts'
import type { Mark } from '../../src/model/mark/mark.ts'
import type { Sort } from '../../src/model/query/view.ts'
import {
  asked,
  change,
  changes,
  count,
  entries,
  isChosen,
  match,
  toLines,
  toText,
  type Change,
} from '../support/oracle.ts'
import { rankOfTime } from '../../src/model/queue/rank.ts'
import { id, listFile, mark } from '../support/papers.ts'

const ask = (engine: Engine, text: string, more: Partial<Question> = {}): Answer =>
  engine.answer({ text, sort: [], window: [0, 1000], paper: null, find: null, wide: [], ...more })
const titles = ({ rows }: Answer) => rows.map(({ title }) => title)
const counts = ({ facets }: Answer, field: FieldId) =>
  Object.fromEntries(facets.find((facet) => facet.field === field)!.values.map(({ value, count }) => [value, count]))

/** An engine with one open list. The papers are as an author would write them. */
function open(papers: readonly object[], fields: object = {}) {
  const engine = createEngine()
  engine.open([listFile(papers, fields)])
  return engine
}
const marked = (name: string, fields: Partial<Mark>, changedAt = 1): Marked => [id(name), mark(fields), changedAt]

describe('a list in the order of Up next', () => {
  const byNext: Sort = [{ by: 'next', descending: false }]
  const toRead = (name: string, at: number, fields: Partial<Mark> = {}): Marked => {
    const identity = { title: name, aliases: [id(`title:${name}`)], hasMoved: false, others: [], same: [] }
    const history = [{ status: 'to-read', at } as const]
    return [id(`title:${name}`), mark({ status: 'to-read', ...fields }), at, identity, history]
  }
  const started = () => {
    const engine = open(['a', 'b', 'c', 'd'].map((title) => ({ title })))
    engine.mark([toRead('d', 1), toRead('b', 2)])
    return { engine, answer: (text = '') => ask(engine, text, { sort: byNext }) }
  }

  test('begins with the papers To read, and says where each is among all of them', () => {
    const { answer } = started()
    expect(titles(answer())).toEqual(['d', 'b', 'a', 'c'])
    expect(answer().positions).toEqual([1, 2, 0, 0])
    expect(answer('b').positions).toEqual([2])
  })

  test('follows a move at once, as the same answer, and keeps its rows for all else', () => {
    const { engine, answer } = started()
    const first = answer('is:to-read')
    engine.mark([toRead('b', 2, { next: rankOfTime(0) })])
    const second = answer('is:to-read')
    expect([titles(first), titles(second)]).toEqual([
      ['d', 'b'],
      ['b', 'd'],
    ])
    expect(second.revision).toBe(first.revision)
    engine.mark([marked('title:b', { status: 'read' }), toRead('a', 3), toRead('d', 1, { starred: true })])
    expect(titles(answer('is:to-read'))).toEqual(['b', 'd'])
    expect(answer('is:to-read')).toMatchObject({ gone: [0], positions: [0, 1] })
  })
})

describe('the engine agrees with a slow and simple model', () => {
  const dois = ({ rows }: Answer) => rows.map(({ id }) => id.replace('doi:', ''))
  const toMarked = ([place, mark, changedAt]: Change): Marked => [id(`doi:10.1/${place}`), mark, changedAt]
  /** The counts of the facets, without values that no paper has. */
  const counted = ({ facets, all }: Answer) =>
    Object.fromEntries(
      facets.flatMap(({ field, values }) => {
        const some = values.filter(({ count }) => count > 0).map(({ value, count }) => [value, count] as const)
        return all === 0 ? [] : [[field, Object.fromEntries(some)]]
      }),
    )

  test('on which papers match, in which order, and on the counts of all values', () => {
    fc.assert(
      fc.property(entries, changes, asked, (entries, changes, asked) => {
        const engine = open(entries)
        engine.mark(changes.map(toMarked))
        const lines = change(toLines(entries), changes)
        const answer = ask(engine, toText(asked), { sort: asked.sort })
        expect(dois(answer)).toEqual(match(lines, asked))
        expect(counted(answer)).toEqual(count(lines, asked))
        expect([answer.total, answer.all]).toEqual([answer.rows.length, entries.length])
        const texts = [toText(asked), '', 'no such word']
        expect(engine.withQueries((context) => countPapers(context, texts))).toEqual([answer.total, entries.length, 0])
      }),
      { numRuns: 500 },
    )
  })

  test('on changed marks: counts change at once, rows with the next question', () => {
    fc.assert(
      fc.property(entries, changes, changes, asked, (entries, before, after, asked) => {
        const engine = open(entries)
        const answer = () => ask(engine, toText(asked), { sort: asked.sort })
        engine.mark(before.map(toMarked))
        const first = answer()
        engine.mark(after.map(toMarked))
        const lines = change(toLines(entries), [...before, ...after])
        const second = answer()
        expect(second.rows).toEqual(first.rows)
        expect(counted(second)).toEqual(count(lines, asked))
        ask(engine, 'something else')
        expect(dois(answer())).toEqual(match(lines, asked))
      }),
      { numRuns: 500 },
    )
  })

  test('on which values are chosen', () => {
    fc.assert(
      fc.property(entries, asked, (entries, asked) => {
        for (const { field, values } of ask(open(entries), toText(asked)).facets) {
          for (const { value, chosen } of values) expect(chosen).toBe(isChosen(asked, field, value))
        }
      }),
    )
  })

  test('on every window and every index', () => {
    fc.assert(
      fc.property(entries, asked, fc.nat(9), fc.nat(9), fc.nat(9), (entries, { sort }, from, length, place) => {
        const all = match(toLines(entries), { words: [], choices: [], trees: [], sort })
        const window = [from, from + length] as const
        const answer = ask(open(entries), '', { sort, window, find: id(`doi:10.1/${place}`) })
        expect(dois(answer)).toEqual(all.slice(...window))
        expect(answer).toMatchObject({ from, total: all.length, found: all.indexOf(`10.1/${place}`) })
      }),
    )
  })
})

describe('search', () => {
  const entry = {
    title: 'Fast Inference',
    authors: ['Ada Lovelace'],
    affiliations: ['Huawei Cloud'],
    topics: [['Large Language Models', 'Serving']],
    awards: ['Best Paper Award'],
    highlights: [{ text: '**TC-*FPx*** is *re*written', children: [{ text: 'Nested point' }] }],
    venue: 'ATC',
    year: 2024,
  }
  const engine = open([entry, { title: 'Other' }])
  engine.mark([marked('title:fast inference', { note: 'Try *this* at home', tags: ['idea', 'later'] })])

  test.each([
    'inference',
    'INFERENCE fast',
    'fer',
    '"fast inference"',
    'lovelace',
    '"huawei cloud"',
    'language serving',
    'best',
    '"tc fpx is"',
    'nested',
    'rewritten',
    '"atc 2024"',
    '"this at"',
    'idea later',
    'ínférence',
    '--',
  ])('finds text of the paper and of the user: %s', (text) => {
    expect(titles(ask(engine, text))).toContain('Fast Inference')
  })

  test.each(['absent', 'fast absent', '"inference fast"', '"inference ada"', '"cloud fast"'])(
    'finds nothing for %s',
    (text) => {
      expect(titles(ask(engine, text))).toEqual([])
    },
  )

  test.each(['"home idea"', '"idea later"'])(
    'finds no phrase across two texts: %s spans a note and a tag, or two tags',
    (text) => {
      expect(titles(ask(engine, text))).toEqual([])
    },
  )

  test('skips a part of the query that cannot be read', () => {
    expect(titles(ask(engine, 'is:bogus fast'))).toEqual(['Fast Inference'])
    expect(titles(ask(engine, 'topic:( aff:"Huawei Cloud"'))).toEqual(['Fast Inference'])
  })

  test.each([
    'title:infer',
    'TITLE:"fast inference"',
    'note:home',
    'note:"this at"',
    'title:fast note:try',
    'title:"…"',
  ])('finds text in the title or the note alone: %s', (text) => {
    expect(titles(ask(engine, text))).toContain('Fast Inference')
  })

  test.each([
    'title:lovelace',
    'title:home',
    'note:fast',
    'note:idea',
    'note:rewritten',
    '-title:fast home',
    'title:fa note:fa',
  ])('finds nothing for %s, which stands elsewhere', (text) => {
    expect(titles(ask(engine, text))).toEqual([])
  })

  test('finds the words of one text with OR, and says which words to highlight', () => {
    const answer = ask(engine, 'title:other OR note:home')
    expect(titles(answer)).toEqual(['Fast Inference', 'Other'])
    expect(answer.words).toEqual(['other', 'home'])
  })
})

describe('a filter', () => {
  const engine = open([
    { title: 'One', topics: [['LLM', 'Serving']], affiliations: ['NUS'] },
    { title: 'Two', topics: [['LLM']], affiliations: ['MIT'] },
  ])

  test('by a value that no paper has matches nothing, and its facet still counts the other values', () => {
    const answer = ask(engine, 'aff:nowhere')
    expect([answer.rows, answer.total, answer.all]).toEqual([[], 0, 2])
    expect(counts(answer, 'affiliation')).toEqual({ NUS: 1, MIT: 1 })
    expect(counts(answer, 'topic')).toEqual({})
  })

  test('by a topic includes the papers of its subtopics', () => {
    expect(titles(ask(engine, 'topic:LLM'))).toEqual(['One', 'Two'])
    expect(titles(ask(engine, 'topic:serving'))).toEqual(['One'])
  })

  test('without a value yet matches every paper', () => {
    expect(titles(ask(engine, 'topic:'))).toEqual(['One', 'Two'])
  })
})

describe('a mark that changes under a filter', () => {
  const papers = ['One', 'Two', 'Three'].map((title) => ({ title }))
  const setUp = () => {
    const engine = open(papers)
    engine.mark([marked('title:one', { starred: true }), marked('title:two', { starred: true })])
    return engine
  }

  test('keeps its row in place, while the counts change at once', () => {
    const engine = setUp()
    const before = ask(engine, 'is:starred')
    expect(counts(before, 'starred')).toEqual({ Starred: 2 })
    engine.mark([marked('title:one', { starred: false })])
    const after = ask(engine, 'is:starred')
    expect(titles(after)).toEqual(['One', 'Two'])
    expect(after).toMatchObject({ total: 2, revision: before.revision })
    expect(counts(after, 'starred')).toEqual({ Starred: 1 })
  })

  test('keeps its row in place in another window too', () => {
    const engine = setUp()
    ask(engine, 'is:starred')
    engine.mark([marked('title:one', { starred: false }), marked('title:three', { starred: true })])
    expect(titles(ask(engine, 'is:starred', { window: [0, 1] }))).toEqual(['One'])
    expect(titles(ask(engine, 'is:starred', { window: [1, 9] }))).toEqual(['Two'])
  })

  test('removes its row after another question was asked', () => {
    const engine = setUp()
    const before = ask(engine, 'is:starred')
    engine.mark([marked('title:one', { starred: false })])
    ask(engine, '')
    const after = ask(engine, 'is:starred')
    expect(titles(after)).toEqual(['Two'])
    expect(after.revision).toBeGreaterThan(before.revision)
  })

  test('keeps its row in place under a sort by it, until the sort changes', () => {
    const engine = setUp()
    const sort: Sort = [{ by: 'changed', descending: true }]
    engine.mark([marked('title:two', {}, 9)])
    expect(titles(ask(engine, '', { sort }))).toEqual(['Two', 'One', 'Three'])
    engine.mark([marked('title:three', {}, 99)])
    expect(titles(ask(engine, '', { sort }))).toEqual(['Two', 'One', 'Three'])
    ask(engine, '')
    expect(titles(ask(engine, '', { sort }))).toEqual(['Three', 'Two', 'One'])
  })

  test('can be searched by its new words at once', () => {
    const engine = setUp()
    engine.mark([marked('title:three', { note: 'Remember' })])
    expect(titles(ask(engine, 'remember'))).toEqual(['Three'])
    engine.mark([marked('title:three', { note: '' })])
    expect(titles(ask(engine, 'rememb'))).toEqual([])
  })
})

describe('an answer', () => {
  const papers = ['One', 'Two', 'Three'].map((title) => ({
    title,
    notices: ['Beware'],
    highlights: [{ text: 'Idea' }],
  }))

  test('has the rows of its window, without the fields that no row shows', () => {
    const { rows, from, total } = ask(open(papers), '', { window: [1, 2] })
    expect({ from, total }).toEqual({ from: 1, total: 3 })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ title: 'Two', lists: ['A list'] })
    expect(Object.keys(rows[0]!)).not.toEqual(expect.arrayContaining(['highlights']))
    expect(Object.keys(rows[0]!)).not.toEqual(expect.arrayContaining(['notices']))
  })

  test('has the requested paper whole, even if it does not match', () => {
    const { paper, total } = ask(open(papers), 'absent', { paper: id('title:two') })
    expect(total).toBe(0)
    expect(paper).toMatchObject({ title: 'Two', notices: ['Beware'], highlights: [{ text: 'Idea', children: [] }] })
  })

  test('has neither paper nor index where the paper does not exist', () => {
    const none = id('title:none')
    expect(ask(open(papers), '', { paper: none, find: none })).toMatchObject({ paper: null, found: -1 })
    expect(ask(open(papers), '')).toMatchObject({ paper: null, found: -1 })
  })

  test('has the index of a paper, also outside the window, and -1 where it does not match', () => {
    const engine = open(papers)
    const find = id('title:three')
    expect(ask(engine, '', { window: [0, 1], find }).found).toBe(2)
    expect(ask(engine, 't', { find }).found).toBe(1)
    expect(ask(engine, 'one', { find }).found).toBe(-1)
  })

  test('has the same revision in every window of a question', () => {
    const engine = open(papers)
    const first = ask(engine, 't').revision
    expect(ask(engine, 't', { window: [1, 2] }).revision).toBe(first)
    expect(ask(engine, 't', { sort: [{ by: 'title', descending: false }] }).revision).toBeGreaterThan(first)
  })

  test('is empty before a list is open', () => {
    expect(ask(createEngine(), 'x')).toMatchObject({ rows: [], total: 0, all: 0, found: -1, paper: null })
  })

  test('finds a paper by each of its aliases', () => {
    const engine = open([{ title: 'One', doi: '10.1145/3' }])
    expect(ask(engine, '', { paper: id('title:one') }).paper?.title).toBe('One')
    engine.mark([marked('title:one', { starred: true })])
    expect(titles(ask(engine, 'is:starred'))).toEqual(['One'])
  })
})

test('a paper is found by its own id first, even if another has the same title', () => {
  const engine = open([{ title: 'Editorial' }, ...['10.1/1', '10.1/2'].map((doi) => ({ title: 'Editorial', doi }))])
  expect(ask(engine, '').rows.map(({ id }) => id)).toEqual(['title:editorial', 'doi:10.1/1', 'doi:10.1/2'])
  expect(ask(engine, '', { find: id('title:editorial') }).found).toBe(0)
})

describe('a word that no paper has', () => {
  const papers = ['Serving models', 'Training models', 'Serving caches'].map((title) => ({ title }))
  const taught = () => open(papers)

  test('is replaced by a likely spelling, which the answer reports', () => {
    const answer = ask(taught(), 'serivng models')
    expect(titles(answer)).toEqual(['Serving models'])
    expect(answer.instead).toEqual([{ word: 'serivng', words: ['serving'] }])
  })

  test('is replaced under a filter too, and the counts are of the papers shown', () => {
    const engine = taught()
    engine.mark([marked('title:serving caches', { starred: true })])
    const answer = ask(engine, 'is:starred serivng')
    expect(titles(answer)).toEqual(['Serving caches'])
    expect(counts(answer, 'starred')).toEqual({ Starred: 1 })
  })

  test('is not replaced where the query matches as typed, or where no word is similar', () => {
    expect(ask(taught(), 'servin')).toMatchObject({ total: 2, instead: [] })
    expect(ask(taught(), 'zzzzzz')).toMatchObject({ total: 0, instead: [] })
    expect(ask(taught(), 'serivng zzzzzz')).toMatchObject({ total: 0, instead: [] })
    expect(ask(taught(), 'training caches')).toMatchObject({ total: 0, instead: [] })
  })

  test('is replaced by a word of a list that was opened later', () => {
    const engine = taught()
    ask(engine, 'kernal')
    engine.open([listFile([{ title: 'A kernel' }])])
    expect(titles(ask(engine, 'kernal'))).toEqual(['A kernel'])
  })
})

describe('lists that arrive in parts', () => {
  const part = (...titles: readonly string[]) =>
    parseList('a.json', listFile(titles.map((title) => ({ title }))).text).list!

  test('are answered from the parts that are there, where no list was open before', () => {
    const engine = createEngine()
    engine.begin()
    engine.take(part('One', 'Two'))
    expect(ask(engine, '')).toMatchObject({ total: 2, all: 2 })
    expect(titles(ask(engine, 'three'))).toEqual([])
    const { id: _id, ...more } = part('Three')
    engine.take(more)
    expect(titles(ask(engine, 'three'))).toEqual(['Three'])
    expect(engine.finish()).toMatchObject({ papers: 3, lists: [{ title: 'A list' }] })
    expect(titles(ask(engine, ''))).toEqual(['One', 'Two', 'Three'])
  })

  test('leave the old lists in place until they are complete', () => {
    const engine = open([{ title: 'Before' }])
    engine.begin()
    engine.take(part('After'))
    expect(titles(ask(engine, ''))).toEqual(['Before'])
    engine.finish()
    expect(titles(ask(engine, ''))).toEqual(['After'])
  })
})

test('a mark learns the aliases that a later list adds to its paper', () => {
  const engine = createEngine()
  const one = id('title:one')
  const list = (papers: readonly object[]) => parseList('a.json', listFile(papers).text).list!
  engine.begin()
  engine.take(list([{ title: 'One' }, { title: 'Two' }]))
  for (const name of ['one', 'two'].map((title) => id(`title:${title}`))) {
    const title = name === one ? 'One' : 'Two'
    engine.mark([[name, mark({ starred: true }), 1, { title, aliases: [name], hasMoved: false, others: [], same: [] }]])
  }
  engine.take(list([{ title: 'One', doi: '10.1/one' }]))
  expect(engine.finish().known).toEqual([{ id: one, title: 'One', aliases: [one, 'doi:10.1/one'] }])
  expect(titles(ask(engine, 'is:starred'))).toEqual(['One', 'Two'])
})

test('a paper that no list has is shown as long as its mark is not empty', () => {
  const engine = createEngine()
  const gone = (fields: Partial<Mark>): Marked => [
    id('title:gone'),
    mark(fields),
    1,
    { title: 'Gone', aliases: [id('title:gone')], hasMoved: false, others: [], same: [] },
  ]
  engine.mark([gone({ starred: true })])
  engine.open([listFile([{ title: 'One' }])])
  expect(titles(ask(engine, ''))).toEqual(['One', 'Gone'])
  engine.mark([gone({})])
  engine.open([listFile([{ title: 'One' }])])
  expect(titles(ask(engine, ''))).toEqual(['One'])
})

test('a sort order is prepared while the engine is idle, once', () => {
  const engine = open([{ title: 'b' }, { title: 'a' }])
  let steps = 0
  while (engine.prepare()) steps += 1
  expect(steps).toBeGreaterThan(4)
  expect(titles(ask(engine, '', { sort: [{ by: 'title', descending: false }] }))).toEqual(['a', 'b'])
  expect(engine.prepare()).toBe(false)
})

describe('opened lists', () => {
  const engine = createEngine()
  engine.mark([
    marked('title:two', { starred: true, tags: ['x'], note: 'Good' }),
    marked('title:gone', { tags: ['y'] }),
  ])

  test('get the marks that were passed before them', () => {
    expect(engine.open([listFile([{ title: 'One' }, { title: 'Two' }])])).toMatchObject({ papers: 2, problems: [] })
    expect(titles(ask(engine, 'is:starred'))).toEqual(['Two'])
    expect(titles(ask(engine, 'good'))).toEqual(['Two'])
    expect(counts(ask(engine, ''), 'tag')).toEqual({ x: 1 })
  })

  test('replace the old lists under the same question', () => {
    expect(titles(ask(engine, ''))).toEqual(['One', 'Two'])
    engine.open([listFile([{ title: 'Two' }, { title: 'Three' }, { title: 'Four' }], { title: 'B list' })])
    const answer = ask(engine, '')
    expect(titles(answer)).toEqual(['Two', 'Three', 'Four'])
    expect(counts(answer, 'list')).toEqual({ 'B list': 3 })
    expect(titles(ask(engine, 'is:starred'))).toEqual(['Two'])
  })

  test('are answered even if one has a topic path of 5,000 names', () => {
    const engine = createEngine()
    const endless = { title: 'Odd', topics: [Array.from({ length: 5000 }, () => 'x')] }
    engine.open([listFile([endless]), listFile([{ title: 'One' }])])
    expect(titles(ask(engine, 'one'))).toEqual(['One'])
    expect(ask(engine, '').total).toBe(2)
  })

  test('report their problems', () => {
    const { lists, problems, papers } = engine.open([listFile([{ title: 'T' }, {}]), { name: 'bad.json', text: '{' }])
    expect(lists.map(({ title }) => title)).toEqual(['A list'])
    expect(problems.map(({ file }) => file)).toEqual(['a-list.json', 'bad.json'])
    expect(papers).toBe(1)
  })
})

describe('the papers of an export', () => {
  const list = [
    { title: 'C' },
    { title: 'A', topics: [['x']], highlights: [{ text: 'Point' }] },
    { title: 'B', topics: [['x']] },
  ]
  const byTitle: Sort = [{ by: 'title', descending: false }]
  const given = (engine: Engine, ...of: Parameters<Engine['papers']>) =>
    [...engine.papers(...of)].map((papers) => papers.map(({ title }) => title))

  test('are all those of the last answer, in its order and with all fields', () => {
    const engine = open(list)
    ask(engine, 'topic:x', { sort: byTitle, window: [0, 1] })
    expect(given(engine, 'shown')).toEqual([['A', 'B']])
    expect([...engine.papers('shown')][0]![0]!.highlights).toEqual([{ text: 'Point', children: [] }])
  })

  test('can be a range of the last answer', () => {
    const engine = open(list)
    ask(engine, '', { sort: byTitle, window: [0, 1] })
    expect(given(engine, { from: 1, to: 3 })).toEqual([['B', 'C']])
    expect(given(engine, { from: 2, to: 9 })).toEqual([['C']])
  })

  test('can be named by any alias: each comes once, and those that the answer lacks come last', () => {
    const engine = open([...list, { title: 'D', doi: '10.1/d' }])
    ask(engine, 'topic:x', { sort: byTitle })
    const names = ['title:d', 'title:b', 'doi:10.1/d', 'title:nobody', 'title:a', 'title:b'].map(id)
    expect(given(engine, names)).toEqual([['A', 'B', 'D']])
  })

  test('can be all papers, including those that no list has', () => {
    const engine = open(list)
    engine.mark([marked('title:one', { starred: true })])
    engine.mark([
      [
        id('title:gone'),
        mark({ starred: true }),
        1,
        { title: 'Gone', aliases: [], hasMoved: false, others: [], same: [] },
      ],
    ])
    engine.open([listFile(list)])
    ask(engine, 'c')
    expect(given(engine, 'all').flat()).toEqual(expect.arrayContaining(['C', 'A', 'B', 'Gone']))
  })

  test('come in parts, each paper once', () => {
    const engine = open(list)
    ask(engine, '', { sort: byTitle })
    expect(given(engine, 'shown', 2)).toEqual([['A', 'B'], ['C']])
    expect(given(engine, [])).toEqual([])
    expect(given(createEngine(), 'shown')).toEqual([])
  })

  test('stay the same if another question is asked, or lists are opened, before the last part', () => {
    const engine = open(list)
    ask(engine, '', { sort: byTitle })
    const parts = engine.papers('shown', 1)[Symbol.iterator]()
    const next = () => (parts.next().value as readonly { title: string }[] | undefined)?.map(({ title }) => title)
    expect(next()).toEqual(['A'])
    ask(engine, 'c')
    expect(next()).toEqual(['B'])
    engine.open([listFile([{ title: 'Z' }])])
    expect([next(), next()]).toEqual([['C'], undefined])
  })

  test('come from the current lists, if those were opened after the answer', () => {
    const engine = open(list)
    ask(engine, 'topic:x', { sort: byTitle })
    engine.open([listFile([{ title: 'New', topics: [['x']] }, ...list])])
    expect(given(engine, 'shown')).toEqual([['A', 'B', 'New']])
  })
})

describe('the list of ATC 2024', () => {
  const engine = createEngine()
  const text = readFileSync(new URL('../../data/atc24.json', import.meta.url), 'utf8')
  engine.open([{ name: 'atc24.json', text }])

  test('has 23 papers, and search finds each by its title', () => {
    const all = titles(ask(engine, ''))
    expect(all).toHaveLength(23)
    for (const title of all) expect(titles(ask(engine, title))).toEqual([title])
  })
})

test('papers are found by year, by the dates they were read or changed, and by the days it took', () => {
  const engine = open([
    { title: 'Old', year: 2020 },
    { title: 'New', year: 2024 },
    { title: 'Timeless', year: undefined },
  ])
  const identity = { title: 'Old', aliases: [], hasMoved: false, others: [], same: [] }
  const [march, may] = [new Date(2026, 2, 15).getTime(), new Date(2026, 4, 1).getTime()]
  const history = [
    { status: 'to-read', at: new Date(2026, 2, 10).getTime() },
    { status: 'read', at: march },
    { status: 'to-read', at: new Date(2026, 2, 16).getTime() },
    { status: 'read', at: may },
  ] as const
  engine.mark([[id('title:old'), mark({ status: 'read' }), may, identity, history]])
  engine.mark([[id('title:new'), mark({ starred: true }), march]])
  const found = (text: string) => titles(ask(engine, text))
  expect(found('year:2020')).toEqual(['Old'])
  expect(found('year:>2020')).toEqual(['New'])
  expect(found('year:<=2024')).toEqual(['Old', 'New'])
  expect(found('-year:2020')).toEqual(['New', 'Timeless'])
  expect(found('read:2026-03')).toEqual(['Old'])
  expect(found('read:2026-05')).toEqual(['Old'])
  expect(found('read:2026-04')).toEqual([])
  expect(found('read:<2026-03')).toEqual([])
  expect(found('since:2026-05')).toEqual(['Old'])
  expect(found('since:2026-03')).toEqual([])
  expect(found('took:31..91')).toEqual(['Old'])
  expect(found('took:5')).toEqual([])
  expect(found('-took:46')).toEqual(['New', 'Timeless'])
  expect(found('changed:2026-03-15 -is:read')).toEqual(['New'])
})

test('an edit of a note recounts the facets only if it changes whether there is a note', () => {
  const engine = open([{ title: 'One' }, { title: 'Two' }])
  const facetsOf = (text: string) => ask(engine, text).facets
  engine.mark([marked('title:one', { note: 'a' })])
  const [before, chosen] = [facetsOf(''), facetsOf('has:note')]
  engine.mark([marked('title:one', { note: 'ab' }, 2)])
  expect([facetsOf(''), facetsOf('has:note')]).toEqual([before, chosen])
  expect(facetsOf('')).toBe(before)
  expect(ask(engine, 'ab').total).toBe(1)
  engine.mark([marked('title:one', { note: 'ac' }, 3)])
  expect(facetsOf('')).toBe(before)
  expect(ask(engine, 'ab').total).toBe(0)
  engine.mark([marked('title:one', { note: '' }, 4)])
  expect(facetsOf('')).not.toEqual(before)
  expect([ask(engine, 'has:note').total, ask(engine, '').total]).toEqual([0, 2])
})
