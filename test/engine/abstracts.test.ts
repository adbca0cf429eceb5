import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { readOwnLists } from '../../src/engine/loading/ownListLoader.ts'
import { printKept, printStoredList } from '../../src/formats/stored/storedList.ts'
import type { Paper, PaperId } from '../../src/model/paper/paper.ts'
import { mergePapers } from '../../src/model/paper/mergePapers.ts'
import { abstract } from '../support/entries.ts'
import { id, listFile, mark, paper } from '../support/papers.ts'

const head = { id: 'mine', title: 'Mine', homepage: null, paperList: null, acceptance: null }
const asked = (text: string) => ({ text, sort: [], window: [0, 99] as const, paper: null, find: null, wide: [] })

/** An engine that has loaded own lists, and waits for nothing. */
async function open(lists: Parameters<typeof readOwnLists>[1], bundled: readonly unknown[] = []): Promise<Engine> {
  const engine = createEngine()
  engine.begin()
  if (bundled.length > 0) engine.read(listFile(bundled))
  await readOwnLists(engine, lists, () => {})
  engine.finish()
  return engine
}

const inLines = (lines: readonly unknown[]) => ({
  name: 'Mine',
  blob: new Blob([[head, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')]),
})
const prepared = (papers: readonly Paper[]) => ({
  name: 'Mine',
  blob: printStoredList(head, papers),
  prepared: [printKept(papers)],
})

async function wholePapers(
  engine: Engine,
  of: Parameters<Engine['wholePapers']>[0] = 'all',
): Promise<readonly Paper[]> {
  const all: Paper[] = []
  for await (const papers of engine.wholePapers(of, 3)) all.push(...papers)
  return all
}

const abstracts = async (engine: Engine) =>
  Object.fromEntries((await wholePapers(engine)).map(({ title, abstract }) => [title, abstract]))

const found = (engine: Engine, text: string) => engine.answer(asked(text)).rows.map(({ title }) => title)
/** The titles that a query finds once abstracts have been searched. */
async function search(engine: Engine, text: string) {
  expect(engine.answer(asked(text)).looking).toBe(true)
  expect(await engine.searchAbstracts(text, () => true)).toBe(true)
  expect(engine.answer(asked(text)).looking).toBe(false)
  return found(engine, text)
}

describe('the abstracts of papers', () => {
  const some = fc.array(fc.record({ abstract, hasDoi: fc.boolean(), addedAt: fc.constantFrom(null, 7) }), {
    minLength: 1,
    maxLength: 7,
  })
  const toPapers = (all: readonly { abstract: string; addedAt: number | null }[]) =>
    all.map((fields, i) => paper({ ...fields, title: `论文 ${i}`, lists: ['Mine'] }))

  test('are those of the list, with or without prepared parts, in this or another order, bundled or not', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (fields) => {
        const papers = toPapers(fields)
        const expected = Object.fromEntries(papers.map(({ title, abstract }) => [title, abstract]))
        const otherwise = papers.map(({ abstract, ...rest }) => ({ abstract, ...rest }))
        for (const list of [inLines(papers), prepared(papers), inLines(otherwise)])
          expect(await abstracts(await open([list]))).toEqual(expected)
        const escaped = papers.map((paper) =>
          JSON.stringify(paper).replace(
            /[^\0-\x7f]/g,
            (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
          ),
        )
        expect(await abstracts(await open([inLines(escaped)]))).toEqual(expected)
        const bundled = papers.map(({ title, abstract }) => ({ title, ...(abstract !== '' && { abstract }) }))
        expect(await abstracts(await open([], bundled))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('of a paper in two lists is the first that is not empty, and so it stays where papers are parted again', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, async (one, two) => {
        const [first, second] = [toPapers(one), toPapers(two)]
        const engine = await open([prepared(first), { ...inLines(second), name: 'Other' }])
        const all = new Map(first.map((paper) => [paper.title, paper]))
        for (const paper of second) {
          const twin = all.get(paper.title)
          all.set(paper.title, twin ? mergePapers(twin, paper) : paper)
        }
        expect(await abstracts(engine)).toEqual(
          Object.fromEntries([...all.values()].map(({ title, abstract }) => [title, abstract])),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('of papers that the user links is that of either, until they are parted', async () => {
    const papers = [paper({ title: 'One' }), paper({ title: 'Two', abstract: 'Of two.' })]
    const engine = await open([prepared(papers)])
    const [one, two] = papers.map(({ id }) => id)
    const same = (others: readonly PaperId[]) =>
      engine.mark([[one!, mark(), 1, { title: 'One', aliases: [one!], same: others, others: [], hasMoved: false }]])
    same([two!])
    expect(await abstracts(engine)).toEqual({ One: 'Of two.' })
    expect(await engine.abstract(one!)).toBe('Of two.')
    same([])
    expect(await abstracts(engine)).toEqual({ One: '', Two: 'Of two.' })
  })

  test('stay out of answers, which say how long the one of the open paper is', async () => {
    const engine = await open([prepared([paper({ title: 'One', abstract: 'Größe "x"' })])])
    const answer = engine.answer({ ...asked(''), paper: id('title:One') })
    expect(JSON.stringify(answer)).not.toContain('Größe')
    expect(answer.paper?.abstractBytes).toBe(13)
    expect(await engine.abstract(id('title:One'))).toBe('Größe "x"')
    expect(await engine.abstract(id('title:Two'))).toBe('')
  })
})

describe('a search in abstracts', () => {
  const papers = [
    paper({ title: 'Wind mills', abstract: 'They grind corn.' }),
    paper({ title: 'Kites', abstract: 'They rise against the wind.\n\nAnd fall.' }),
    paper({ title: 'Stones', abstract: 'They fall in the Größe of a Windmühle, key-value.' }),
    paper({ title: 'Silent' }),
  ]

  test('adds its papers after all others, which keep their places', async () => {
    const engine = await open([prepared(papers)])
    expect(found(engine, 'wind')).toEqual(['Wind mills'])
    expect(await search(engine, 'wind')).toEqual(['Wind mills', 'Kites', 'Stones'])
    expect(engine.answer(asked('wind')).total).toBe(3)
    expect(await search(engine, 'mills corn')).toEqual(['Wind mills'])
  })

  test('finds phrases and folded letters, and narrows what it found by more of them', async () => {
    const engine = await open([prepared(papers)])
    expect(await search(engine, 'grosse')).toEqual([])
    expect(await search(engine, 'grö')).toEqual(['Stones'])
    expect(await search(engine, 'größe')).toEqual(['Stones'])
    expect(await search(engine, '"key value"')).toEqual(['Stones'])
    expect(await search(engine, 'they')).toEqual(['Wind mills', 'Kites', 'Stones'])
    expect(found(engine, 'they')).toEqual(['Wind mills', 'Kites', 'Stones'])
  })

  test('excludes papers with a negated word in their abstract, and counts in OR and brackets', async () => {
    const engine = await open([prepared(papers)])
    expect(await search(engine, '-fall')).toEqual(['Wind mills', 'Silent'])
    expect(await search(engine, 'silent OR corn')).toEqual(['Wind mills', 'Silent'])
    expect(await search(engine, 'fall (kites OR größe)')).toEqual(['Kites', 'Stones'])
  })

  test('of abstract: finds nothing elsewhere', async () => {
    const engine = await open([prepared(papers)])
    expect(await search(engine, 'abstract:wind')).toEqual(['Kites', 'Stones'])
    // Nothing more has to be searched.
    expect(found(engine, '-abstract:wind')).toEqual(['Wind mills', 'Silent'])
  })

  test('is not corrected before it is known that no abstract has the word', async () => {
    const engine = await open([prepared([paper({ title: 'Kestrel' }), paper({ title: 'B', abstract: 'A kestrol.' })])])
    expect(engine.answer(asked('kestrol')).instead).toEqual([])
    expect(await search(engine, 'kestrol')).toEqual(['B'])
    expect(await search(engine, 'kestral')).toEqual(['Kestrel'])
    expect(engine.answer(asked('kestral')).instead).toEqual([{ word: 'kestral', words: ['kestrel'] }])
  })

  test('ends where it is not wanted any more, and leaves the answer as it was', async () => {
    const engine = await open([prepared(papers)])
    expect(await engine.searchAbstracts('wind', () => false)).toBe(false)
    expect(engine.answer(asked('wind'))).toMatchObject({ total: 1, looking: true })
  })

  test('is not needed where no paper has one', async () => {
    const engine = await open([prepared([paper({ title: 'Silent' })])])
    expect(engine.answer(asked('silent')).looking).toBe(false)
  })

  test('goes on with lists whose Blob cannot be read', async () => {
    const engine = await open([prepared(papers)])
    engine.withIndex(({ abstracts }) =>
      abstracts.set(
        3,
        abstracts.hold({
          slice: () => {
            throw new Error('gone')
          },
        } as unknown as Blob),
        0,
        9,
      ),
    )
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    expect(await search(engine, 'wind')).toContain('Wind mills')
    expect(warn).toHaveBeenCalledOnce()
    warn.mockRestore()
    await expect(engine.abstract(id('title:Silent'))).rejects.toThrow('gone')
  })

  test('finds after a note was written what it found before', async () => {
    const engine = await open([prepared(papers)])
    expect(await search(engine, 'fall')).toEqual(['Kites', 'Stones'])
    engine.mark([[id('title:Silent'), mark({ note: 'They fall too' }), 1]])
    expect(found(engine, 'kites')).toEqual(['Kites'])
    expect(found(engine, 'fall')).toEqual(['Silent', 'Kites', 'Stones'])
    expect(engine.answer(asked('fall')).looking).toBe(false)
  })
})
