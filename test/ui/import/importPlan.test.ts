import { expect, test } from 'vitest'
import { printKept, printStoredList } from '../../../src/formats/stored/storedList.ts'
import type { Reader } from '../../../src/store/files/fileReader.ts'
import {
  newLinks,
  newMarks,
  printLists,
  takenPlaces,
  type Choice,
  type ImportedPapers,
} from '../../../src/ui/import/importPlan.ts'
import { UNMARKED } from '../../../src/model/mark/mark.ts'
import { id, paper } from '../../support/papers.ts'

const head = (id: string, title: string) => ({ id, title, homepage: null, paperList: null, acceptance: null })

/** A file with papers of these titles, all of them new. */
const file = (number: number, titles: readonly string[]): ImportedPapers => ({
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
  likely: [],
})
const choice = (into: string | null): Choice => ({
  rule: 'new',
  exceptions: new Set(),
  joined: new Set(),
  into,
  title: 'Mine',
})

/** A parser of such files, which writes their papers as the worker does. */
function readerOf(files: readonly ImportedPapers[]): Reader {
  const print: Reader['print'] = (number, id, title) => {
    const papers = files.find(({ file }) => file === number)!.titles.map((title) => paper({ title }))
    const blob = printStoredList(head(id, title), papers)
    return Promise.resolve({ blob, prepared: [printKept(papers)], papers: papers.length })
  }
  const none = () => Promise.reject(new Error('nothing is read here'))
  return { read: none, readAs: none, print, end() {} }
}

test('papers for a list that is here keep its id and its name, and others become a list of their own', async () => {
  const files = [file(1, ['One', 'Two']), file(2, ['Three'])]
  const reader = readerOf(files)
  const [list] = await printLists(reader, [[files[0]!, choice(null)]], [])
  const [more, other] = await printLists(
    reader,
    [
      [files[1]!, choice(list!.id)],
      [files[0]!, choice(null)],
    ],
    [list!],
  )
  expect(more).toMatchObject({ id: list!.id, title: list!.title, papers: 1 })
  expect(more!.prepared?.flatMap(({ parts }) => parts.map(({ papers }) => papers))).toEqual([1])
  expect((await more!.blob.text()).split('\n')).toHaveLength(2)
  expect(other!.id).not.toBe(list!.id)
})

test('a paper that the user takes to be one here is joined with it, and what the file says of it goes there', () => {
  const [here, coming, other] = [id('title:here'), id('title:coming'), id('title:other')]
  const said = { ...UNMARKED, starred: true }
  const likely = [
    { place: 0, id: coming, title: 'Coming', is: { id: here, title: 'Here', venue: '', year: null } },
    { place: 1, id: other, title: 'Other', is: { id: here, title: 'Here', venue: '', year: null } },
  ]
  const marks = [
    { place: 0, id: coming, mark: said },
    { place: 1, id: other, mark: said },
  ]
  const found = { ...file(1, ['Coming', 'Other']), likely, marks }
  const joined: Choice = { ...choice(null), joined: new Set([0]) }
  expect(newLinks(choice(null), found)).toEqual([])
  expect(newMarks(choice(null), found, new Map()).map(([paper]) => paper)).toEqual([coming, other])
  expect(newLinks(joined, found)).toEqual([[here, { [`same:${coming}`]: true, [`other:${coming}`]: null }]])
  expect(newMarks(joined, found, new Map()).map(([paper]) => paper)).toEqual([here, other])
  // A paper that is not taken has nothing to be joined, and its marks go there all the same.
  const untaken = { ...joined, exceptions: new Set([0, 1]) }
  expect(newLinks(untaken, found)).toEqual([])
  expect(newMarks(untaken, found, new Map()).map(([paper]) => paper)).toEqual([here])
})

test('papers that are here are left out, unless the user takes their entries where none is here, or all', () => {
  const here = (isFuller: boolean) => ({ id: id('title:here'), differs: false, isFuller })
  const found = { ...file(1, ['New', 'Known', 'Without entry']), twins: [null, here(false), here(true)] }
  const taken = (rule: Choice['rule'], ...exceptions: readonly number[]) =>
    takenPlaces({ ...choice(null), rule, exceptions: new Set(exceptions) }, found)
  expect([taken('new'), taken('fuller'), taken('all')]).toEqual([[0], [0, 2], [0, 1, 2]])
  expect(taken('fuller', 1, 2)).toEqual([0, 1])
})
