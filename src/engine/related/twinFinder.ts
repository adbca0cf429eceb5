import { canBeSamePaper } from '../../model/paper/mergePapers.ts'
import { groupNamesakes } from '../../model/paper/namesakes.ts'
import { isTitle, titleIdentity } from '../../model/paper/titleIdentity.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../model/paper/paper.ts'
import { fold } from '../../model/text/fold.ts'
import type { Engine } from '../engine.ts'
import { readLines } from '../loading/listReader.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import type { Compared, LikelyTwin, Twin } from '../question.ts'
import { createTimeSlice, runInSlices } from '../loading/timeSlice.ts'
import { createLikelyFinder, type FindLikely } from './likelyFinder.ts'

/** More papers of one title are not compared with those of an import. */
const MOST_NAMESAKES = 50
/** Papers that are compared before questions are let in. */
const AT_ONCE = 50

/** Compares the papers of a stored list with those here, in slices; the likely ones are only looked for where wanted. */
export async function compareList(engine: Engine, blob: Blob, isLikelyWanted = false): Promise<Compared> {
  const twins: (Twin | null)[] = []
  const likely: LikelyTwin[] = []
  const pause = createTimeSlice()
  let finders: Finders | null = null
  for await (const { papers } of readLines('', blob)) {
    for (const [at, paper] of papers.entries()) {
      if (at % AT_ONCE === 0) await pause()
      // Papers may have come or gone since.
      while (finders?.edition !== engine.edition()) finders = await createFinders(engine, isLikelyWanted)
      const twin = finders.find(paper)
      const place = twins.push(twin) - 1
      const is = twin ? null : finders.findLikely(paper)
      if (is) likely.push({ place, id: paper.id, title: paper.title, is: toShown(is) })
    }
  }
  return { twins, likely }
}

/** The functions that find papers here, and the edition of the index that they are of. */
type Finders = {
  readonly edition: number
  readonly find: (paper: Paper) => Twin | null
  readonly findLikely: FindLikely
}

async function createFinders(engine: Engine, isLikelyWanted: boolean): Promise<Finders> {
  const edition = engine.edition()
  const index = engine.withIndex((index) => index)
  const findLikely = isLikelyWanted ? await runInSlices(createLikelyFinder(index)) : () => null
  return { edition, find: createTwinFinder(index), findLikely }
}

const toShown = ({ id, title, venue, year }: PaperHead) => ({ id, title, venue, year })

/**
 * The function that finds the paper that a paper of another list will be joined with, and whether title or year differ;
 * null for a new one.
 */
export function createTwinFinder(index: PaperIndex): (paper: Paper) => Twin | null {
  let last: { readonly place: number; readonly paper: PaperFacts } | null = null
  const at = (place: number | undefined, paper: Paper): PaperFacts | null => {
    if (place === undefined) return null
    // Many entries may be the same paper, which is then large.
    if (last?.place !== place) last = { place, paper: index.paper(place) }
    return canBeSamePaper(last.paper, paper) ? last.paper : null
  }
  let namesakes: { readonly title: PaperId; readonly places: readonly number[] } | null = null
  const placesOf = (title: PaperId): readonly number[] => {
    const sharers = index.sharersOf(title)
    const only = index.find(title)
    return sharers.length === 0 && only !== undefined ? [only] : sharers
  }
  const findSame = (paper: Paper): PaperFacts | null => {
    for (const alias of paper.aliases.filter((alias) => !isTitle(alias))) {
      const same = at(index.find(alias), paper)
      if (same) return same
    }
    const same = index.find(paper.id)
    if (same !== undefined && index.names(same).id === paper.id) return at(same, paper)
    const title = titleIdentity(paper.title)
    if (namesakes?.title !== title) namesakes = { title, places: placesOf(title) }
    const others = namesakes.places
    if (others.length > MOST_NAMESAKES) return null
    const groups = groupNamesakes(title, [...others.map(index.names), paper])
    const group = groups.find((places) => places.includes(others.length))!
    return at(others[group.find((place) => place < others.length)!], paper)
  }
  return (paper) => {
    const same = findSame(paper)
    if (!same) return null
    const isOtherYear = paper.year !== null && same.year !== null && paper.year !== same.year
    return {
      id: same.id,
      differs: fold(same.title) !== fold(paper.title) || isOtherYear,
      isFuller: paper.bibliography !== undefined && index.bibliographies.bytesAt(index.find(same.id)!) === 0,
    }
  }
}
