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
import { id, listFile, mark } from '../support/papers.ts'

const ask = (engine: Engine, text: string, more: Partial<Question> = {}): Answer =>
  engine.answer({ text, sort: [], window: [0, 1000], paper: null, find: null, wide: [], ...more })
const titles = ({ rows }: Answer) => rows.map(({ title }) => title)
const counts = ({ facets }: Answer, field: FieldId) =>
  Object.fromEntries(facets.find((facet) => facet.field === field)!.values.map(({ value, count }) => [value, count]))

/** An engine that has opened one list, of papers as an author would write them. */
function open(papers: readonly object[], fields: object = {}) {
  const engine = createEngine()
  engine.open([listFile(papers, fields)])
  return engine
}
const marked = (name: string, fields: Partial<Mark>, changedAt = 1): Marked => [id(name), mark(fields), changedAt]

describe('the engine agrees with one that is slow and plain', () => {
  const dois = ({ rows }: Answer) => rows.map(({ id }) => id.replace('doi:', ''))
  const toMarked = ([place, mark, changedAt]: Change): Marked => [id(`doi:10.1/${place}`), mark, changedAt]
  /** What the facets say, without what nobody has. */
  const counted = ({ facets, all }: Answer) =>
    Object.fromEntries(
      facets.flatMap(({ field, values }) => {
        const some = values.filter(({ count }) => count > 0).map(({ value, count }) => [value, count] as const)
        return all === 0 ? [] : [[field, Object.fromEntries(some)]]
      }),
    )

  test('about which papers match, in which order, and how many have each value', () => {
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
        expect(engine.ask((asking) => countPapers(asking, texts))).toEqual([answer.total, entries.length, 0])
      }),
      { numRuns: 500 },
    )
  })

  test('about marks that change: counts at once, rows with the next question', () => {
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

  test('about what is chosen', () => {
    fc.assert(
      fc.property(entries, asked, (entries, asked) => {
        for (const { field, values } of ask(open(entries), toText(asked)).facets) {
          for (const { value, chosen } of values) expect(chosen).toBe(isChosen(asked, field, value))
        }
      }),
    )
  })

  test('about every window and every place', () => {
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

describe('search looks', () => {
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
  ])('into what the paper and the reader say: %s', (text) => {
    expect(titles(ask(engine, text))).toContain('Fast Inference')
  })

  test.each(['absent', 'fast absent', '"inference fast"', '"inference ada"', '"cloud fast"'])(
    'for no more: %s',
    (text) => {
      expect(titles(ask(engine, text))).toEqual([])
    },
  )

  test.each(['"home idea"', '"idea later"'])(
    'for a phrase in one place: %s is a note and a tag, or two tags',
    (text) => {
      expect(titles(ask(engine, text))).toEqual([])
    },
  )

  test('past a part of the query that cannot be followed', () => {
    expect(titles(ask(engine, 'is:bogus fast'))).toEqual(['Fast Inference'])
  })
})

describe('a choice', () => {
  const engine = open([
    { title: 'One', topics: [['LLM', 'Serving']], affiliations: ['NUS'] },
    { title: 'Two', topics: [['LLM']], affiliations: ['MIT'] },
  ])

  test('nobody has gives no papers, and the counts to choose otherwise', () => {
    const answer = ask(engine, 'aff:nowhere')
    expect([answer.rows, answer.total, answer.all]).toEqual([[], 0, 2])
    expect(counts(answer, 'affiliation')).toEqual({ NUS: 1, MIT: 1 })
    expect(counts(answer, 'topic')).toEqual({})
  })

  test('of a topic has the papers below it', () => {
    expect(titles(ask(engine, 'topic:LLM'))).toEqual(['One', 'Two'])
    expect(titles(ask(engine, 'topic:serving'))).toEqual(['One'])
  })

  test('of a topic being typed asks nothing', () => {
    expect(titles(ask(engine, 'topic:'))).toEqual(['One', 'Two'])
  })
})

describe('a mark changed under a filter', () => {
  const papers = ['One', 'Two', 'Three'].map((title) => ({ title }))
  const setUp = () => {
    const engine = open(papers)
    engine.mark([marked('title:one', { starred: true }), marked('title:two', { starred: true })])
    return engine
  }

  test('keeps its row under the finger, while the counts move at once', () => {
    const engine = setUp()
    const before = ask(engine, 'is:starred')
    expect(counts(before, 'starred')).toEqual({ Starred: 2 })
    engine.mark([marked('title:one', { starred: false })])
    const after = ask(engine, 'is:starred')
    expect(titles(after)).toEqual(['One', 'Two'])
    expect(after).toMatchObject({ total: 2, revision: before.revision })
    expect(counts(after, 'starred')).toEqual({ Starred: 1 })
  })

  test('keeps its row also while another part of the list is looked at', () => {
    const engine = setUp()
    ask(engine, 'is:starred')
    engine.mark([marked('title:one', { starred: false }), marked('title:three', { starred: true })])
    expect(titles(ask(engine, 'is:starred', { window: [0, 1] }))).toEqual(['One'])
    expect(titles(ask(engine, 'is:starred', { window: [1, 9] }))).toEqual(['Two'])
  })

  test('loses its row when another question was asked', () => {
    const engine = setUp()
    const before = ask(engine, 'is:starred')
    engine.mark([marked('title:one', { starred: false })])
    ask(engine, '')
    const after = ask(engine, 'is:starred')
    expect(titles(after)).toEqual(['Two'])
    expect(after.revision).toBeGreaterThan(before.revision)
  })

  test('keeps its row where it is sorted by, until the sort is another', () => {
    const engine = setUp()
    const sort: Sort = [{ by: 'changed', descending: true }]
    engine.mark([marked('title:two', {}, 9)])
    expect(titles(ask(engine, '', { sort }))).toEqual(['Two', 'One', 'Three'])
    engine.mark([marked('title:three', {}, 99)])
    expect(titles(ask(engine, '', { sort }))).toEqual(['Two', 'One', 'Three'])
    ask(engine, '')
    expect(titles(ask(engine, '', { sort }))).toEqual(['Three', 'Two', 'One'])
  })

  test('is searched by its new words', () => {
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

  test('has the rows of its window, without what no row shows', () => {
    const { rows, from, total } = ask(open(papers), '', { window: [1, 2] })
    expect({ from, total }).toEqual({ from: 1, total: 3 })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ title: 'Two', lists: ['A list'] })
    expect(Object.keys(rows[0]!)).not.toEqual(expect.arrayContaining(['highlights']))
    expect(Object.keys(rows[0]!)).not.toEqual(expect.arrayContaining(['notices']))
  })

  test('has a paper whole, though it does not match', () => {
    const { paper, total } = ask(open(papers), 'absent', { paper: id('title:two') })
    expect(total).toBe(0)
    expect(paper).toMatchObject({ title: 'Two', notices: ['Beware'], highlights: [{ text: 'Idea', children: [] }] })
  })

  test('has no paper and no place where there is none', () => {
    const none = id('title:none')
    expect(ask(open(papers), '', { paper: none, find: none })).toMatchObject({ paper: null, found: -1 })
    expect(ask(open(papers), '')).toMatchObject({ paper: null, found: -1 })
  })

  test('has the place of a paper, beyond the window too, and none where it does not match', () => {
    const engine = open(papers)
    const find = id('title:three')
    expect(ask(engine, '', { window: [0, 1], find }).found).toBe(2)
    expect(ask(engine, 't', { find }).found).toBe(1)
    expect(ask(engine, 'one', { find }).found).toBe(-1)
  })

  test('has the revision of its question, whichever window is asked for', () => {
    const engine = open(papers)
    const first = ask(engine, 't').revision
    expect(ask(engine, 't', { window: [1, 2] }).revision).toBe(first)
    expect(ask(engine, 't', { sort: [{ by: 'title', descending: false }] }).revision).toBeGreaterThan(first)
  })

  test('is empty before any list is open', () => {
    expect(ask(createEngine(), 'x')).toMatchObject({ rows: [], total: 0, all: 0, found: -1, paper: null })
  })

  test('knows a paper by each of its names', () => {
    const engine = open([{ title: 'One', doi: '10.1145/3' }])
    expect(ask(engine, '', { paper: id('title:one') }).paper?.title).toBe('One')
    engine.mark([marked('title:one', { starred: true })])
    expect(titles(ask(engine, 'is:starred'))).toEqual(['One'])
  })
})

test('a paper is found by its own id first, though another has the same title', () => {
  const engine = open([{ title: 'Editorial' }, ...['10.1/1', '10.1/2'].map((doi) => ({ title: 'Editorial', doi }))])
  expect(ask(engine, '').rows.map(({ id }) => id)).toEqual(['title:editorial', 'doi:10.1/2'])
  expect(ask(engine, '', { find: id('title:editorial') }).found).toBe(0)
})

describe('a word that no paper has', () => {
  const papers = ['Serving models', 'Training models', 'Serving caches'].map((title) => ({ title }))
  const taught = () => open(papers)

  test('is read as the one that was meant, and that is said', () => {
    const answer = ask(taught(), 'serivng models')
    expect(titles(answer)).toEqual(['Serving models'])
    expect(answer.instead).toEqual([{ word: 'serivng', words: ['serving'] }])
  })

  test('is so under choices too, and the counts are of what is shown', () => {
    const engine = taught()
    engine.mark([marked('title:serving caches', { starred: true })])
    const answer = ask(engine, 'is:starred serivng')
    expect(titles(answer)).toEqual(['Serving caches'])
    expect(counts(answer, 'starred')).toEqual({ Starred: 1 })
  })

  test('is left alone where something matches as typed, or where nothing is alike', () => {
    expect(ask(taught(), 'servin')).toMatchObject({ total: 2, instead: [] })
    expect(ask(taught(), 'zzzzzz')).toMatchObject({ total: 0, instead: [] })
    expect(ask(taught(), 'serivng zzzzzz')).toMatchObject({ total: 0, instead: [] })
    expect(ask(taught(), 'training caches')).toMatchObject({ total: 0, instead: [] })
  })

  test('is learnt of lists that came later', () => {
    const engine = taught()
    ask(engine, 'kernal')
    engine.open([listFile([{ title: 'A kernel' }])])
    expect(titles(ask(engine, 'kernal'))).toEqual(['A kernel'])
  })
})

describe('lists that come in parts', () => {
  const part = (...titles: readonly string[]) =>
    parseList('a.json', listFile(titles.map((title) => ({ title }))).text).list!

  test('are answered about as far as they have come, where there were none before', () => {
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

  test('leave those before them in place until they are whole', () => {
    const engine = open([{ title: 'Before' }])
    engine.begin()
    engine.take(part('After'))
    expect(titles(ask(engine, ''))).toEqual(['Before'])
    engine.finish()
    expect(titles(ask(engine, ''))).toEqual(['After'])
  })
})

test('a mark that knew its paper is told of the names that this gets from a list that comes later', () => {
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

test('a paper that no list has is shown for as long as its mark says anything', () => {
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

test('an order is made while nobody waits, once', () => {
  const engine = open([{ title: 'b' }, { title: 'a' }])
  let steps = 0
  while (engine.prepare()) steps += 1
  expect(steps).toBeGreaterThan(4)
  expect(titles(ask(engine, '', { sort: [{ by: 'title', descending: false }] }))).toEqual(['a', 'b'])
  expect(engine.prepare()).toBe(false)
})

describe('lists that are opened', () => {
  const engine = createEngine()
  engine.mark([
    marked('title:two', { starred: true, tags: ['x'], note: 'Good' }),
    marked('title:gone', { tags: ['y'] }),
  ])

  test('find the marks that came before them', () => {
    expect(engine.open([listFile([{ title: 'One' }, { title: 'Two' }])])).toMatchObject({ papers: 2, problems: [] })
    expect(titles(ask(engine, 'is:starred'))).toEqual(['Two'])
    expect(titles(ask(engine, 'good'))).toEqual(['Two'])
    expect(counts(ask(engine, ''), 'tag')).toEqual({ x: 1 })
  })

  test('take the place of those before, under the same question', () => {
    expect(titles(ask(engine, ''))).toEqual(['One', 'Two'])
    engine.open([listFile([{ title: 'Two' }, { title: 'Three' }, { title: 'Four' }], { title: 'B list' })])
    const answer = ask(engine, '')
    expect(titles(answer)).toEqual(['Two', 'Three', 'Four'])
    expect(counts(answer, 'list')).toEqual({ 'B list': 3 })
    expect(titles(ask(engine, 'is:starred'))).toEqual(['Two'])
  })

  test('are answered though one has a topic path without end', () => {
    const engine = createEngine()
    const endless = { title: 'Odd', topics: [Array.from({ length: 5000 }, () => 'x')] }
    engine.open([listFile([endless]), listFile([{ title: 'One' }])])
    expect(titles(ask(engine, 'one'))).toEqual(['One'])
    expect(ask(engine, '').total).toBe(2)
  })

  test('tell of their problems', () => {
    const { lists, problems, papers } = engine.open([listFile([{ title: 'T' }, {}]), { name: 'bad.json', text: '{' }])
    expect(lists.map(({ title }) => title)).toEqual(['A list'])
    expect(problems.map(({ file }) => file)).toEqual(['a-list.json', 'bad.json'])
    expect(papers).toBe(1)
  })
})

describe('papers that are handed over', () => {
  const list = [
    { title: 'C' },
    { title: 'A', topics: [['x']], highlights: [{ text: 'Point' }] },
    { title: 'B', topics: [['x']] },
  ]
  const byTitle: Sort = [{ by: 'title', descending: false }]
  const given = (engine: Engine, ...of: Parameters<Engine['papers']>) =>
    [...engine.papers(...of)].map((papers) => papers.map(({ title }) => title))

  test('are those of the last answer, in its order and with all that is known of them', () => {
    const engine = open(list)
    ask(engine, 'topic:x', { sort: byTitle, window: [0, 1] })
    expect(given(engine, 'shown')).toEqual([['A', 'B']])
    expect([...engine.papers('shown')][0]![0]!.highlights).toEqual([{ text: 'Point', children: [] }])
  })

  test('or a stretch of those', () => {
    const engine = open(list)
    ask(engine, '', { sort: byTitle, window: [0, 1] })
    expect(given(engine, { from: 1, to: 3 })).toEqual([['B', 'C']])
    expect(given(engine, { from: 2, to: 9 })).toEqual([['C']])
  })

  test('or those that are named, by whatever name, each once, and those the answer lacks after the others', () => {
    const engine = open([...list, { title: 'D', doi: '10.1/d' }])
    ask(engine, 'topic:x', { sort: byTitle })
    const names = ['title:d', 'title:b', 'doi:10.1/d', 'title:nobody', 'title:a', 'title:b'].map(id)
    expect(given(engine, names)).toEqual([['A', 'B', 'D']])
  })

  test('or all there are, also those that no list has any more', () => {
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

  test('come some at a time, and none twice', () => {
    const engine = open(list)
    ask(engine, '', { sort: byTitle })
    expect(given(engine, 'shown', 2)).toEqual([['A', 'B'], ['C']])
    expect(given(engine, [])).toEqual([])
    expect(given(createEngine(), 'shown')).toEqual([])
  })

  test('stay those that were meant though something else is asked, or lists are opened, before the last came', () => {
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

  test('are of the lists as they are, where those were opened since the answer', () => {
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

  test('is found whole by nothing, and each paper by its title', () => {
    const all = titles(ask(engine, ''))
    expect(all).toHaveLength(23)
    for (const title of all) expect(titles(ask(engine, title))).toEqual([title])
  })
})

test('papers are found by the year they are of, and by what became of them and when', () => {
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

test('what a letter of a note leaves as it is, is not counted again, and what it does not is', () => {
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
