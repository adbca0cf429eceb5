import type { StoredList } from '../../formats/stored/storedList.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import type { Engine } from '../engine.ts'
import { readLines, START, type Place } from './listReader.ts'
import { readPrepared } from './preparedParts.ts'
import type { Twin } from '../question.ts'
import { toPart, type Part } from '../index/paperIndex.ts'

/** One of the user's own lists, where it lies, and what was prepared of it. */
export type OwnList = StoredList & { readonly name: string }

/** The first part that can be asked about is a screenful or two, so that it is there at once. */
const FIRST_PAPERS = 60
const NEXT_PAPERS = 25_000

/**
 * Hands the user's own lists to an engine as they come from the disk: a first line with the list's head, then one
 * paper a line, as formats/stored/storedList.ts writes them; what was prepared of them is taken as it is. Calls back when more of
 * them can be asked about. A line that cannot be read becomes a problem.
 */
export async function readOwnLists(engine: Engine, lists: readonly OwnList[], onPart: (papers: number) => void) {
  let taken = 0
  let told = 0
  const lacks = () => (told === 0 ? FIRST_PAPERS : told + NEXT_PAPERS)
  const take = (part: Part, head: ListHead | null, problems: readonly Problem[]) => {
    engine.take({ ...head, papers: [] }, problems, part)
    taken += part.prepared.papers
    if (taken < lacks()) return
    told = taken
    onPart(taken)
  }
  const parts = lists.flatMap(({ prepared = [] }) => prepared.flatMap(({ parts }) => parts))
  engine.expect(parts.reduce((sum, { papers }) => sum + papers, 0))
  for (const list of lists) {
    let from: Place = START
    for await (const { part, head, next } of readPrepared(list)) {
      take(part, head, [])
      from = next
    }
    for await (const { head, papers, lines, problems } of readLines(list.name, list.blob, from))
      take(toPart(papers, lines), head, problems)
  }
}

/** What every paper of a list is to an engine, in the list's order; null for those it does not have. */
export async function compareList(engine: Engine, blob: Blob): Promise<readonly (Twin | null)[]> {
  const twins: (Twin | null)[] = []
  for await (const { papers } of readLines('', blob)) for (const paper of papers) twins.push(engine.twin(paper))
  return twins
}
