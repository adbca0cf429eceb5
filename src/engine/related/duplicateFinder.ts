import type { Identity } from '../../model/mark/markIdentity.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../model/paper/paper.ts'
import { fold } from '../../model/text/fold.ts'
import { titlesOf } from '../index/textBlocks.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** From this Jaccard index of the title words on, a listed and an unlisted paper may be the same, and the app asks. */
const LIKELY = 0.5
/** The same bound for two listed papers. A preprint and its published version have more words in common. */
export const LIKELY_TWIN = 0.7
/** Shorter titles match by chance. */
export const FEWEST_WORDS = 3
const MOST_YEARS = 3

/**
 * A paper that may be the same as `paper`. For a paper in no list: the listed paper it may have become. For a listed
 * paper: one with nearly the same title. `identityOf` returns what the mark of a paper remembers of it.
 */
export function findOther(
  index: PaperIndex,
  identityOf: (id: PaperId) => Identity | undefined,
  paper: PaperFacts,
): PaperHead | null {
  const identity = identityOf(paper.id)
  if (paper.lists.length > 0) {
    // A mark may name the other by an id of an older version.
    const says = (of: Identity | undefined, aliases: readonly PaperId[]) =>
      of !== undefined && of.others.some((other) => aliases.includes(other))
    const aliasesOf = (id: PaperId) => index.names(index.find(id)!).aliases
    return findDuplicate(index, paper, (id) => says(identity, aliasesOf(id)) || says(identityOf(id), paper.aliases))
  }
  const found = identity && findLikely(listedPapers(index), identity)
  return found ? index.head(found.place) : null
}

/** The listed papers with folded titles. The id is looked up only on access. */
function* listedPapers(index: PaperIndex) {
  for (const [place, title] of titlesOf(index.texts)) {
    if (index.isListed(place))
      yield {
        place,
        title,
        get id() {
          return index.names(place).id
        },
      }
  }
}

/** The listed paper that an unlisted one has most likely become, judged by the title words, or null. */
export function findLikely<Titled extends Pick<Paper, 'id' | 'title'>>(
  papers: Iterable<Titled>,
  { title, others }: Pick<Identity, 'title' | 'others'>,
): Titled | null {
  if (title === null) return null
  const words = wordsOf(fold(title))
  let best: Titled | null = null
  let most = LIKELY
  for (const paper of papers) {
    const likeness = likenessOf(words, wordsOf(fold(paper.title)))
    if (likeness < most || others.includes(paper.id)) continue
    most = likeness
    best = paper
  }
  return best
}

/**
 * The listed paper that is most likely the same, or null. Their titles have nearly the same words and the same numbers.
 * They share an author, and their years differ by at most MOST_YEARS, if both papers have any. `isOther` returns true
 * for papers known to be different.
 */
export function findDuplicate(
  index: PaperIndex,
  paper: PaperFacts,
  isOther: (id: PaperId) => boolean,
): PaperHead | null {
  const words = wordsOf(fold(paper.title))
  if (words.size < FEWEST_WORDS) return null
  // The longest words. Most titles have none of them, which a substring search finds without splitting the title.
  const telling = [...words].toSorted((a, b) => b.length - a.length).slice(0, 3)
  const own = index.find(paper.id)
  let best: PaperHead | null = null
  let most = LIKELY_TWIN
  for (const other of listedPapers(index)) {
    const { place, title } = other
    let hits = 0
    for (const word of telling) if (title.includes(word)) hits += 1
    if (hits < 2 || place === own) continue
    const theirs = wordsOf(title)
    const likeness = likenessOf(words, theirs)
    if (likeness < most || numbersIn(words) !== numbersIn(theirs)) continue
    if (isOther(other.id)) continue
    const head = index.head(place)
    if (!mayBeOne(paper, head)) continue
    most = likeness
    best = head
  }
  return best
}

/** The words of a folded title. */
export const wordsOf = (folded: string): ReadonlySet<string> => new Set(folded.split(' '))

/** The Jaccard index of the words of two titles. */
function likenessOf(ours: ReadonlySet<string>, theirs: ReadonlySet<string>): number {
  let shared = 0
  for (const word of theirs) if (ours.has(word)) shared += 1
  return shared / (ours.size + theirs.size - shared)
}

/** Numbers tell part one from part two, and one version from another. */
export const numbersIn = (words: ReadonlySet<string>): string =>
  [...words]
    .filter((word) => /^(?:\d+|[ivx]+)$/.test(word))
    .toSorted()
    .join(' ')

type Cited = Pick<PaperHead, 'authors' | 'year'>

/** Whether two papers share an author, and their years differ by at most MOST_YEARS, if both have any. */
export function mayBeOne(a: Cited, b: Cited): boolean {
  if (a.year !== null && b.year !== null && Math.abs(a.year - b.year) > MOST_YEARS) return false
  if (a.authors.length === 0 || b.authors.length === 0) return true
  const names = new Set(a.authors.map(lastName))
  return b.authors.some((author) => names.has(lastName(author)))
}

const lastName = (author: string): string => fold(author).split(' ').at(-1) ?? ''
