import { expect, test } from 'vitest'
import {
  adopt as adoptBy,
  describe as describePaper,
  identityOf,
  orphanPaper,
} from '../../../src/model/mark/markIdentity.ts'
import { findLikely } from '../../../src/engine/related/duplicateFinder.ts'
import { readCatalog } from '../../../src/model/paper/joinPapers.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { changedAt, toMark, write } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import type { Paper, PaperId } from '../../../src/model/paper/paper.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { moveMark, markDistinct, linkDuplicates } from '../../../src/store/library/duplicates.ts'

type Entry = Readonly<Record<string, unknown>> & { readonly title: string }

const PUZZLE: Entry = {
  title: 'PUZZLE: Efficiently Aligning Models',
  links: [{ label: 'Paper', url: 'https://usenix.org/lei' }],
}
const NO_LINK: Entry = { title: 'Full Lifecycle Data Analysis on a Supercomputer' }
const OTHER: Entry = { title: 'Metis', links: [{ label: 'Paper', url: 'https://usenix.org/um' }] }

const catalog = (entries: readonly Entry[], list = {}) =>
  readCatalog([{ name: 'a.json', text: JSON.stringify({ id: 'a', title: 'A', ...list, papers: entries }) }]).papers

const adopt = (papers: readonly Paper[], marks: ReturnType<typeof identities>) =>
  adoptBy((alias) => papers.find(({ aliases }) => aliases.includes(alias)), marks)

/** A library with a note on every paper of the old list. */
function noted(before: readonly Entry[]) {
  const clock = createClock('here', () => 1_000_000)
  const library = createLibrary(new Map(), clock, () => 1_000_000).getState
  const papers = catalog(before)
  for (const { id, title } of papers) library().edit([id], { note: `on ${title}` })
  library().adopt(papers, [])
  return library
}

/** The notes after the list has changed: of all its papers, and of papers in no list. */
function after(before: readonly Entry[], entries: readonly Entry[], list = {}) {
  const library = noted(before)
  const papers = catalog(entries, list)
  const { moves } = adopt(papers, identities(library().marks))
  library().adopt(papers, moves)
  const { orphans } = adopt(papers, identities(library().marks))
  const note = (id: PaperId) => toMark(library().marks.get(id)).note
  return { listed: papers.map(({ id }) => note(id)), orphans: orphans.map(note) }
}

const identities = (marks: Marks) => new Map([...marks].map(([id, kept]) => [id, identityOf(id, kept)]))
const ON_PUZZLE = `on ${PUZZLE.title}`

test.each<[what: string, now: Entry, list?: object]>([
  ['is in a list that was renamed', PUZZLE, { id: 'b', title: 'Another' }],
  ['moved to another topic', { ...PUZZLE, topics: [['Elsewhere']] }],
  ['has its title corrected', { ...PUZZLE, title: 'PUZZLE: Aligning Large Models' }],
  ['is published elsewhere', { ...PUZZLE, links: [{ label: 'Paper', url: 'https://acm.org/puzzle' }] }],
  ['has a DOI', { ...PUZZLE, doi: '10.1145/1' }],
  ['has a DOI and another title', { ...PUZZLE, title: 'Puzzle, revised', doi: '10.1145/1' }],
  ['is on arXiv too', { ...PUZZLE, arxiv: '2401.00001' }],
  ['has lost its link', { title: PUZZLE.title }],
])('a note stays with its paper when the paper %s', (_, now, list) => {
  expect(after([PUZZLE, OTHER], [OTHER, now], list)).toEqual({ listed: ['on Metis', ON_PUZZLE], orphans: [] })
})

test('a paper without links is found by its title, whatever its spelling', () => {
  const now = { ...NO_LINK, title: 'Full lifecycle data analysis on a Supercomputer', doi: '10.1/2' }
  expect(after([NO_LINK], [now])).toEqual({ listed: [`on ${NO_LINK.title}`], orphans: [] })
})

test('a paper whose identity changed twice is found through the identity in between', () => {
  const library = noted([PUZZLE])
  for (const entry of [
    { ...PUZZLE, doi: '10.1/3' },
    { title: 'Renamed', doi: '10.1/3' },
  ]) {
    const papers = catalog([entry])
    library().adopt(papers, adopt(papers, identities(library().marks)).moves)
  }
  expect(toMark(library().marks.get('doi:10.1/3' as PaperId)).note).toBe(ON_PUZZLE)
})

test('a paper dropped from its list keeps its note, title and link', () => {
  expect(after([PUZZLE, OTHER], [OTHER])).toEqual({ listed: ['on Metis'], orphans: [ON_PUZZLE] })
  const [[id, kept]] = [...noted([PUZZLE])().marks] as [[PaperId, KeptMark]]
  expect(orphanPaper(id, identityOf(id, kept))).toMatchObject({
    title: PUZZLE.title,
    links: [{ url: 'https://usenix.org/lei' }],
    lists: [],
  })
})

test('two papers with different DOIs stay separate, even with one title', () => {
  const before = { ...PUZZLE, doi: '10.1/old' }
  const now = { ...PUZZLE, doi: '10.1/new', links: [] }
  expect(after([before], [now])).toEqual({ listed: [''], orphans: [ON_PUZZLE] })
})

test('a likely match is found by its words, unless the user has rejected it', () => {
  const [id] = catalog([PUZZLE]).map(({ id }) => id)
  const papers = catalog([OTHER, { title: 'PUZZLE: Efficiently Aligning Large Models', doi: '10.1/x' }])
  const identity = { title: PUZZLE.title, aliases: [id!], hasMoved: false, others: [], same: [] }
  expect(findLikely(papers, identity)?.id).toBe('doi:10.1/x')
  expect(findLikely(papers, { ...identity, others: ['doi:10.1/x' as PaperId] })).toBeNull()
  expect(findLikely(papers, { ...identity, title: 'Something else entirely' })).toBeNull()
})

test('moving a mark to a likely match is one step, and undo restores both marks', () => {
  const library = noted([PUZZLE])
  const [from] = [...library().marks.keys()]
  const to = 'doi:10.1/x' as PaperId
  library().edit([to], { starred: true })
  const before = [from!, to].map((id) => toMark(library().marks.get(id)))
  moveMark(library(), from!, to)
  expect(toMark(library().marks.get(to))).toMatchObject({ starred: true, note: ON_PUZZLE })
  expect(identityOf(from!, library().marks.get(from!)!).hasMoved).toBe(true)
  library().undo()
  expect([from!, to].map((id) => toMark(library().marks.get(id)))).toEqual(before)
  expect(identityOf(from!, library().marks.get(from!)!).hasMoved).toBe(false)
})

test('facts about the paper in its mark are no change by the user, and are written once', () => {
  const clock = createClock('here', () => 1000)
  const paper = { title: 'T', aliases: ['title:t' as PaperId] }
  const cells = new Map(
    describePaper(NOTHING_KEPT, paper).map(([cell, value]) => [cell, [value, clock.tick()] as const]),
  )
  const marked = merge(cells, write(NOTHING_KEPT, { starred: true }, createClock('there', () => 5).tick()))
  expect(changedAt(marked)).toBe(5)
  expect(describePaper(marked, paper)).toEqual([])
})

test('two joined papers share one mark, and undo gives each its own back', () => {
  const library = noted([PUZZLE])
  const [from] = [...library().marks.keys()]
  const to = 'doi:10.1/x' as PaperId
  library().edit([to], { starred: true })
  const before = [from!, to].map((id) => toMark(library().marks.get(id)))
  linkDuplicates(library(), to, from!)
  expect(toMark(library().marks.get(to))).toMatchObject({ starred: true, note: ON_PUZZLE })
  expect(identityOf(to, library().marks.get(to)!).same).toEqual([from])
  library().undo()
  expect([from!, to].map((id) => toMark(library().marks.get(id)))).toEqual(before)
  expect(identityOf(to, library().marks.get(to)!).same).toEqual([])
  library().redo()
  expect(identityOf(to, library().marks.get(to)!).same).toEqual([from])
  markDistinct(library(), to, from!)
  expect(identityOf(to, library().marks.get(to)!)).toMatchObject({ same: [], others: [from] })
  linkDuplicates(library(), to, from!)
  expect(identityOf(to, library().marks.get(to)!)).toMatchObject({ same: [from], others: [] })
})

test('two papers without marks can be joined', () => {
  const library = noted([PUZZLE])
  linkDuplicates(library(), 'doi:10.1/a' as PaperId, 'doi:10.1/b' as PaperId)
  const kept = library().marks.get('doi:10.1/a' as PaperId)!
  expect(identityOf('doi:10.1/a' as PaperId, kept).same).toEqual(['doi:10.1/b'])
  expect(library().past).toHaveLength(2)
})
