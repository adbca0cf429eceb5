import { describe, expect, test } from 'vitest'
import { createPageEngine } from '../../../src/engine/host/pageEngine.ts'
import { isGroupHead } from '../../../src/engine/facets/groupRows.ts'
import { draftOf, readDraft, type PaperDraft } from '../../../src/formats/draft/paperDraft.ts'
import { printStoredList } from '../../../src/formats/stored/storedList.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { identify } from '../../../src/model/paper/identity.ts'
import type { Paper, PaperFacts } from '../../../src/model/paper/paper.ts'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { openOwnLists } from '../../../src/storage/lists/ownLists.ts'
import { createLists } from '../../../src/store/files/listActions.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createAnswers } from '../../../src/store/view/answers.ts'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { createDisk } from '../../support/disk.ts'
import { id, paper } from '../../support/papers.ts'

const TITLE = id('title:introduction')
const ROE = { authors: ['Ann Roe'], year: 2009 }
const DOE = { authors: ['Jo Doe'], year: 1981 }
type Facts = { readonly authors: readonly string[]; readonly year: number | null }

/** A page over three lists with an introduction each: by Roe, by Doe, and one of which nothing else is known. */
async function setUp(stored = introduction) {
  const { transact } = await openDatabase('offprint-lists', createDisk().factory)
  const clock = createClock('here', Date.now)
  const library = createLibrary(new Map(), clock)
  library.getState().load(new Map())
  const viewing = createViewing(createAddress(''), createSetting(), createSetting())
  const answers = createAnswers(createPageEngine(), { viewing, library, cursor: createCursor(null) })
  const lists = createLists(openOwnLists(transact), { answers, library, clock }, { fetched: () => Promise.resolve([]) })
  const add = (name: string, paper: Paper) => {
    const head = { id: `own:${name}`, title: name, homepage: null, paperList: null, acceptance: null }
    const blob = printStoredList(head, [paper])
    return lists.importLists([{ id: head.id, title: name, papers: 1, addedAt: 1, blob }], [])
  }
  await add('Roe’s', stored(ROE))
  await add('Doe’s', stored(DOE))
  await add('Others', stored({ authors: [], year: null }))

  const papers = async (): Promise<readonly PaperFacts[]> => {
    const all: PaperFacts[] = []
    const ids = answers.getState().answer!.rows.flatMap((row) => (isGroupHead(row) ? [] : [row.id]))
    await answers.getState().papers(ids, (some) => void all.push(...some))
    return all
  }
  const by = async (author: string) => (await papers()).find(({ authors: [first = '?'] }) => first === author)!
  return {
    lists,
    library,
    by,
    shown: async () => (await papers()).map(({ authors: [first = '?'], venue }) => `${first}, ${venue}`),
    noteOf: async (author: string) => toMark(library.getState().marks.get((await by(author)).id)).note,
    change: async (author: string, fields: Partial<PaperDraft>) =>
      lists.savePaper(await by(author), (entry) => {
        const read = readDraft({ ...draftOf(entry), ...fields }, entry)
        return 'paper' in read ? read.paper : null
      }),
  }
}

/** An introduction as it is stored. */
function introduction({ authors, year }: Facts): Paper {
  const aliases = identify({ title: 'Introduction', authors, year, links: [] })
  return { ...paper({ title: 'Introduction', venue: 'A book' }), authors, year, aliases, id: aliases[0]! }
}

/** The same as earlier versions stored it, which knew it by its title alone. */
const asBefore = (facts: Facts): Paper => ({ ...introduction(facts), id: TITLE, aliases: [TITLE] })

describe('papers of one title', () => {
  test('are edited, and removed, each alone', async () => {
    const { lists, library, by, shown, noteOf, change } = await setUp()
    expect(await shown()).toEqual(['Ann Roe, A book', 'Jo Doe, A book', '?, A book'])
    library.getState().edit([(await by('Ann Roe')).id], { note: 'Of Roe' })
    library.getState().edit([(await by('Jo Doe')).id], { note: 'Of Doe' })
    await change('Ann Roe', { venue: 'Her book' })
    await change('Jo Doe', { year: '1983' })
    await change('?', { venue: 'Some book' })
    expect(await shown()).toEqual(['Ann Roe, Her book', 'Jo Doe, A book', '?, Some book'])
    expect([await noteOf('Ann Roe'), await noteOf('Jo Doe'), await noteOf('?')]).toEqual(['Of Roe', 'Of Doe', ''])

    const doe = await by('Jo Doe')
    expect(await lists.removePapers([doe])).toEqual({ papers: [doe.id], lists: ['Doe’s'] })
    // The last can only be Roe’s now. What was said of the removed one stays.
    expect(await shown()).toEqual(['Ann Roe, Some book', '?, '])
    expect(await noteOf('?')).toBe('Of Doe')
    library.getState().undo()
    await lists.follow()
    expect(await shown()).toEqual(['Ann Roe, Her book', 'Jo Doe, A book', '?, Some book'])
  })

  test('that earlier versions stored under their title are too', async () => {
    const { lists, library, by, shown, noteOf, change } = await setUp(asBefore)
    library.getState().edit([(await by('Ann Roe')).id], { note: 'Of Roe' })
    await change('Ann Roe', { venue: 'Her book' })
    await change('Ann Roe', { authors: 'Ann Poe' })
    expect(await shown()).toEqual(['Ann Poe, Her book', 'Jo Doe, A book', '?, A book'])
    expect(await noteOf('Ann Poe')).toBe('Of Roe')
    expect((await lists.removePapers([await by('Jo Doe')])).lists).toEqual(['Doe’s'])
    expect(await shown()).toEqual(['Ann Poe, Her book'])
  })

  test('become one where an edit makes them the same, and keep what was said of both', async () => {
    const { library, by, shown, noteOf, change } = await setUp()
    library.getState().edit([(await by('Ann Roe')).id], { note: 'Of Roe' })
    library.getState().edit([(await by('Jo Doe')).id], { starred: true })
    await change('Ann Roe', { authors: 'Jo Doe', year: '1981' })
    expect(await shown()).toEqual(['Jo Doe, A book'])
    const { marks } = library.getState()
    expect(toMark(marks.get((await by('Jo Doe')).id))).toMatchObject({ note: 'Of Roe', starred: true })
    expect(await noteOf('Jo Doe')).toBe('Of Roe')
  })
})
