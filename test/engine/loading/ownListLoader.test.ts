import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Answer } from '../../../src/engine/question.ts'
import { readLines } from '../../../src/engine/loading/listReader.ts'
import { readOwnLists } from '../../../src/engine/loading/ownListLoader.ts'
import { parsePrepared, printPrepared, type PreparedLines } from '../../../src/formats/stored/preparedFormat.ts'
import { checksum, printKept, printStoredList } from '../../../src/formats/stored/storedList.ts'
import { printPaper } from '../../../src/formats/stored/paperLine.ts'
import { parseList } from '../../../src/model/paper/list.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import type { Sort } from '../../../src/model/query/view.ts'
import { entries } from '../../support/oracle.ts'
import { id, listFile, paper } from '../../support/papers.ts'

const head = { id: 'mine', title: 'Mine', homepage: null, paperList: null, acceptance: null }
const blobOf = (lines: readonly unknown[]) =>
  new Blob([lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')])
const papersOf = (count: number) => Array.from({ length: count }, (_, i) => paper({ title: `Paper ${i} 论文` }))

async function read(blob: Blob) {
  const parts = []
  for await (const part of readLines('Mine', blob)) parts.push(part)
  return {
    head: parts.find((part) => part.head)?.head,
    titles: parts.flatMap(({ papers }) => papers.map(({ title }) => title)),
    problems: parts.flatMap(({ problems }) => problems),
  }
}

test('a list of one paper a line is read whole, wherever the chunks end', async () => {
  const papers = papersOf(3000)
  const { head: found, titles, problems } = await read(blobOf([head, ...papers, '']))
  expect(found).toEqual(head)
  expect(titles).toEqual(papers.map(({ title }) => title))
  expect(problems).toEqual([])
})

test('a line that cannot be read is reported, and the other papers are there', async () => {
  const { titles, problems } = await read(
    blobOf([head, paper({ title: 'One' }), '{"title": "Tw', 'null', paper({ title: 'Three' })]),
  )
  expect(titles).toEqual(['One', 'Three'])
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'Mine: line 3 of what is kept of it cannot be read',
    'Mine: line 4 of what is kept of it cannot be read',
  ])
})

test.each([
  ['is no paper at all', { aliases: 1, highlights: 1 }, [], 'line 3'],
  ['is a text', '"a paper"', [], 'line 3'],
  [
    'has a link that runs a script',
    { ...paper({ title: 'Two' }), links: [{ label: 'x', url: 'javascript:x' }] },
    ['Two'],
    'Two',
  ],
  ['has authors that are a number', { ...paper({ title: 'Two' }), authors: 7 }, ['Two'], 'Two'],
  ['has topics that are no paths', { ...paper({ title: 'Two' }), topics: ['x', [1]] }, ['Two'], 'Two'],
])('a line that %s loses itself or that field, and is reported; the list opens', async (_, line, kept, named) => {
  const blob = blobOf([head, paper({ title: 'One' }), line, paper({ title: 'Three' })])
  const { titles, problems } = await read(blob)
  expect(titles.toSorted()).toEqual(['One', 'Three', ...kept].toSorted())
  expect(problems.map(({ file, paper }) => [file, paper])).toContainEqual(['Mine', named])
  const engine = createEngine()
  engine.begin()
  await readOwnLists(engine, [{ name: 'Mine', blob }], () => {})
  expect(engine.finish().papers).toBe(2 + kept.length)
  const { rows } = engine.answer({ text: '', sort: [], window: [0, 9], paper: null, find: null, wide: [] })
  expect(rows.flatMap(({ links }) => links.map(({ url }) => url)).join()).not.toContain('javascript')
})

test.each([[{ title: 5, id: 7, homepage: 'javascript:x' }], ['[]'], ['17']])(
  'a list with the header %j gets its file name as title',
  async (first) => {
    const engine = createEngine()
    engine.begin()
    await readOwnLists(engine, [{ name: 'Mine', blob: blobOf([first, paper({ title: 'One' })]) }], () => {})
    const { papers, lists } = engine.finish()
    expect(papers).toBe(1)
    expect(lists.every(({ id, title, homepage }) => typeof id === 'string' && title === 'Mine' && !homepage)).toBe(true)
    const { rows } = engine.answer({ text: '', sort: [], window: [0, 9], paper: null, find: null, wide: [] })
    expect(rows[0]!.lists).toEqual(['Mine'])
  },
)

test('the first papers can be asked about before the last are read', async () => {
  const engine = createEngine()
  engine.begin()
  const parts: [number, number][] = []
  const ask = () => engine.answer({ text: '', sort: [], window: [0, 50], paper: null, find: null, wide: [] })
  await readOwnLists(engine, [{ name: 'Mine', blob: blobOf([head, ...papersOf(2000)]) }], (papers) =>
    parts.push([papers, ask().rows.length]),
  )
  expect(parts).toHaveLength(1)
  expect(parts[0]![0]).toBeLessThan(2000)
  expect(parts[0]![1]).toBe(50)
  expect(engine.finish()).toMatchObject({ papers: 2000, lists: [head], problems: [] })
})

describe('the prepared parts of a stored list', () => {
  const named = (title: string) => ({ ...head, title })
  const keep = (papers: readonly Paper[], title = 'Mine') => ({
    name: title,
    blob: printStoredList(named(title), papers),
    prepared: [printKept(papers)],
  })
  /** The load report, and the answers to some questions, of an engine that has read these lists. */
  async function opened(...lists: Parameters<typeof readOwnLists>[1]) {
    const engine = createEngine()
    engine.begin()
    await readOwnLists(engine, lists, () => {})
    const found = engine.finish()
    const ask = (text: string, sort: Sort = []) =>
      engine.answer({ text, sort, window: [0, 9999], paper: null, find: id('doi:10.1/2'), wide: [] })
    const byTitle = [{ by: 'title', descending: true }] as const
    const byTopic = [{ by: 'topic', descending: false }] as const
    return [
      found,
      ask(''),
      ask('fast'),
      ask('added:2025', [{ by: 'added', descending: true }]),
      ask('topic:llm cache', byTitle),
      ask('-year:2023', byTopic),
      ask('list:mine'),
    ]
  }
  const timesOf = async (list: Parameters<typeof readOwnLists>[1][number]) => {
    const [, answer] = await opened(list)
    return (answer as Answer).rows.map(({ addedAt }) => addedAt)
  }
  const lined = ({ name, blob }: { name: string; blob: Blob }) => ({ name, blob })
  const papersFrom = (entries: readonly unknown[], title = 'Mine') =>
    parseList('x', listFile(entries, { title }).text).list!.papers

  test('give the same answers as the lines, whatever the papers are, also joined with other lists', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entries, async (some, others) => {
        const [mine, yours] = [keep(papersFrom(some)), keep(papersFrom(others, 'Yours'), 'Yours')]
        expect(await opened(mine, yours)).toEqual(await opened(lined(mine), lined(yours)))
      }),
      { numRuns: 50 },
    )
  })

  /** The number of JSON.parse calls until all papers can be asked about. */
  async function parsed(list: Parameters<typeof readOwnLists>[1][number]) {
    const engine = createEngine()
    engine.begin()
    const parse = vi.spyOn(JSON, 'parse')
    await readOwnLists(engine, [list], () => {})
    const count = parse.mock.calls.length
    parse.mockRestore()
    expect(engine.finish().papers).toBe(5000)
    return count
  }

  test('are read without parsing a single paper', async () => {
    const list = keep(papersFrom(papersOf(5000)))
    expect(await parsed(lined(list))).toBeGreaterThan(5000)
    expect(await parsed(list)).toBeLessThan(20)
  })

  test('give a first screen of papers before the rest is read', async () => {
    const engine = createEngine()
    engine.begin()
    const parts: number[] = []
    await readOwnLists(engine, [keep(papersFrom(papersOf(5000)))], (papers) => parts.push(papers))
    expect(parts).toEqual([100])
  })

  /** Papers as the first version stored them: their lines and their prepared parts have neither times nor abstracts. */
  async function keptByFirst(papers: readonly Paper[]) {
    const [kept] = keep(papers.map((paper) => ({ ...paper, addedAt: null }))).prepared
    let at = 0
    const blobs: Uint8Array<ArrayBuffer>[] = []
    const bytes = new Uint8Array(await kept!.blob.arrayBuffer())
    for (const part of kept!.parts) {
      const { addedAt: _addedAt, abstractSizes: _sizes, ...first } = parsePrepared(bytes.slice(at, (at += part.bytes)))
      blobs.push(printPrepared(first as PreparedLines))
    }
    const parts = kept!.parts.map((part, i) => ({ ...part, bytes: blobs[i]!.length, sum: checksum(blobs[i]!) }))
    return { ...keep(papers), prepared: [{ version: 1, blob: new Blob(blobs), parts }] }
  }

  test('of the first version are read without parsing a paper, and its papers were added when their list was', async () => {
    const list = { ...(await keptByFirst(papersFrom(papersOf(5000)))), addedAt: new Date(2025, 4, 6).getTime() }
    expect(await parsed(list)).toBeLessThan(20)
    expect(await opened(list)).toEqual(await opened({ ...lined(list), addedAt: list.addedAt }))
    expect(new Set(await timesOf(list))).toEqual(new Set([list.addedAt]))
  })

  test('keep the time of each paper, and papers without one have that of their list', async () => {
    const papers = papersFrom(papersOf(3)).map((paper, i) => ({ ...paper, addedAt: [7, null, 9][i]! }))
    for (const list of [keep(papers), lined(keep(papers))]) {
      expect(await timesOf({ ...list, addedAt: 8 })).toEqual([7, 8, 9])
    }
  })

  const five = papersFrom(papersOf(5))
  const more = papersFrom(papersOf(9)).slice(5)
  const lines = printStoredList(named('Mine'), five)
  const text = [JSON.stringify(named('Mine')), ...five.map(printPaper)].join('\n')
  const grown = new Blob([lines, '\n{broken\n', ...more.map((paper) => `${printPaper(paper)}\n`)])

  test.each([
    ['other lines', { blob: new Blob([text.replace('Paper 3', 'A paper')]), prepared: [printKept(five)] }],
    ['more papers than there are', { blob: lines, prepared: [printKept([...five, ...more])] }],
    ['other papers', { blob: lines, prepared: [printKept(five.toReversed())] }],
    ['another version', { blob: lines, prepared: [{ ...printKept(five), version: 0 }] }],
    ['nothing any more', { blob: lines, prepared: [{ ...printKept(five), blob: new Blob() }] }],
    ['the first papers alone', { blob: grown, prepared: [printKept(five)] }],
    ['some papers before others', { blob: grown, prepared: [printKept(five), printKept(more)] }],
  ])('change no answer where they have %s', async (_, list) => {
    const { blob } = list
    expect(await opened({ name: 'Mine', ...list })).toEqual(await opened({ name: 'Mine', blob }))
  })

  test('stay valid when the list is renamed, and cover papers that were added', async () => {
    const { blob, prepared } = keep(five, 'Theirs')
    const renamed = new Blob([(await blob.text()).replace('"title":"Theirs"', '"title":"Mine"')])
    const rest = new Blob([`\n${more.map(printPaper).join('\n')}`])
    const list = { name: 'Mine', blob: new Blob([renamed, rest]), prepared: [...prepared, printKept(more)] }
    expect(await opened(list)).toEqual(await opened(lined(list)))
    expect((await opened(list))[6]).toMatchObject({ total: 9 })
  })
})

test('a list stored by the first version can be read', async () => {
  const blob = new Blob([readFileSync('test/fixtures/own-list-v1.ndjson')])
  const { head, titles, problems } = await read(blob)
  expect([head?.title, titles.length, problems]).toEqual(['Mine', 13, []])
  const engine = createEngine()
  engine.begin()
  await readOwnLists(engine, [{ name: 'Mine', blob }], () => {})
  expect(engine.finish()).toMatchObject({ papers: 13, problems: [] })
  const found = (text: string) =>
    engine.answer({ text, sort: [], window: [0, 99], paper: null, find: null, wide: [] }).total
  expect(['list:mine', 'topic:surveys', '计算机学报', 'xyz', 'year:2022'].map(found)).toEqual([13, 2, 1, 0, 3])
})
