import { expect, test } from 'vitest'
import { createAsking } from '../../src/engine/asking.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { readOwnLists } from '../../src/engine/stream.ts'
import { printKept, printLines } from '../../src/formats/ownList.ts'
import type { OwnList } from '../../src/storage/ownLists.ts'
import { toFetched } from '../../src/storage/ownLists.ts'
import type { Reader } from '../../src/store/reader.ts'
import { printLists, type Choice, type FoundList } from '../../src/ui/bringing.ts'
import { paper } from '../support/papers.ts'

const head = (id: string, title: string) => ({ id, title, homepage: null, paperList: null, acceptance: null })

/** A file that was found to hold papers with these titles, none of which is here. */
const file = (number: number, titles: readonly string[]): FoundList => ({
  name: `${number}.bib`,
  kind: 'papers',
  file: number,
  label: 'BibTeX',
  title: 'Found',
  count: titles.length,
  blob: new Blob(),
  titles,
  marks: [],
  notices: [],
  noticeCount: 0,
  twins: titles.map(() => null),
})
const choice = (into: string | null): Choice => ({ rule: 'new', exceptions: new Set(), into, title: 'Mine' })

/** A reader of such files, which prints their papers as the real one does beside the page. */
function readerOf(files: readonly FoundList[]): Reader {
  const print: Reader['print'] = (number, id, title) => {
    const papers = files.find(({ file }) => file === number)!.titles.map((title) => paper({ title }))
    const blob = printLines(head(id, title), papers)
    return Promise.resolve({ blob, prepared: [printKept(papers)], papers: papers.length })
  }
  const none = () => Promise.reject(new Error('nothing is read here'))
  return { read: none, readAs: none, print, end() {} }
}

async function titlesOf(list: OwnList): Promise<readonly string[]> {
  const engine = createEngine(createAsking)
  engine.begin()
  await readOwnLists(engine, [toFetched(list) as Parameters<typeof readOwnLists>[1][number]], () => {})
  engine.finish()
  const { rows } = engine.answer({ text: '', sort: [], window: [0, 99], paper: null, find: null, wide: [] })
  return rows.map(({ title }) => title)
}

test('a list that grows keeps what was prepared of it, and of what was added', async () => {
  const files = [file(1, ['One', 'Two']), file(2, ['Three'])]
  const reader = readerOf(files)
  const [list] = await printLists(reader, [[files[0]!, choice(null)]], [])
  const [grown] = await printLists(reader, [[files[1]!, choice(list!.id)]], [list!])
  expect(grown).toMatchObject({ id: list!.id, papers: 3 })
  expect(grown!.prepared?.flatMap(({ parts }) => parts.map(({ papers }) => papers))).toEqual([2, 1])
  expect(await titlesOf(grown!)).toEqual(['One', 'Two', 'Three'])
})

test('a list of which nothing was prepared grows without, and is whole', async () => {
  const files = [file(1, ['One', 'Two']), file(2, ['Three'])]
  const reader = readerOf(files)
  const [list] = await printLists(reader, [[files[0]!, choice(null)]], [])
  const { prepared: _prepared, ...old } = list!
  const [grown] = await printLists(reader, [[files[1]!, choice(old.id)]], [old])
  expect(grown).not.toHaveProperty('prepared')
  expect(await titlesOf(grown!)).toEqual(['One', 'Two', 'Three'])
})
