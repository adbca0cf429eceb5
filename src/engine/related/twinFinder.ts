import { canBeSamePaper } from '../../model/paper/mergePapers.ts'
import { groupNamesakes } from '../../model/paper/namesakes.ts'
import { isTitle, titleIdentity } from '../../model/paper/titleIdentity.ts'
import type { Paper, PaperFacts, PaperId } from '../../model/paper/paper.ts'
import { fold } from '../../model/text/fold.ts'
import type { Engine } from '../engine.ts'
import { readLines } from '../loading/listReader.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import type { Twin } from '../question.ts'

/** More papers of one title are not compared with those of an import. */
const MOST_NAMESAKES = 50

/** The paper that each paper of a stored list is the same as, in list order; null for new ones. */
export async function compareList(engine: Engine, blob: Blob): Promise<readonly (Twin | null)[]> {
  const twins: (Twin | null)[] = []
  for await (const { papers } of readLines('', blob)) {
    engine.withIndex((index) => {
      const find = createTwinFinder(index)
      for (const paper of papers) twins.push(find(paper))
    })
  }
  return twins
}

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
    return { id: same.id, differs: fold(same.title) !== fold(paper.title) || isOtherYear }
  }
}
