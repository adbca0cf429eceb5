import { expect, test } from 'vitest'
import { printKept, printStoredList } from '../../../src/formats/stored/storedList.ts'
import type { Reader } from '../../../src/store/files/fileReader.ts'
import { printLists, type Choice, type ImportedPapers } from '../../../src/ui/import/importPlan.ts'
import { paper } from '../../support/papers.ts'

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
})
const choice = (into: string | null): Choice => ({ rule: 'new', exceptions: new Set(), into, title: 'Mine' })

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
