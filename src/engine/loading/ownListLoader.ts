import type { AddedList } from '../../formats/stored/storedList.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import type { Engine } from '../engine.ts'
import { readLines, START, type Place } from './listReader.ts'
import { readPrepared } from './preparedParts.ts'
import { toPart, type Part } from '../index/part.ts'

/** An own list, and its prepared parts. */
export type OwnList = AddedList & { readonly name: string }

/** The first part is a screen or two, so that it is there at once. */
const FIRST_PAPERS = 60
const NEXT_PAPERS = 25_000

/**
 * Loads own lists into an engine as they come from disk, in the format of formats/stored/storedList.ts; prepared parts
 * are used as they are. Calls back when more papers can be asked about. A line that cannot be read is reported.
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
    const rest = readLines(list.name, list.blob, from, list.addedAt)
    for await (const { head, papers, problems, ...apart } of rest) take(toPart(papers, apart), head, problems)
  }
}
