import { toMark, STATUSES, type Status } from '../../model/mark/mark.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { PaperFacts, PaperId } from '../../model/paper/paper.ts'
import type { View } from '../../model/query/view.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'
import type { Answers } from '../view/answers.ts'

/** The most papers of a triage. All of them are kept in memory. */
export const MOST_PAPERS = 2000

/** The papers of a triage in the order of the view, and where to begin. */
export type Pile = { readonly papers: readonly PaperFacts[]; readonly begin: number }

type Left = { readonly question: string; readonly paper: PaperId }

const questionOf = ({ text, sort }: View) => JSON.stringify([text, sort])

/** The first papers of the current answer, beginning where the same view was left. */
export async function openPile({ papers }: Pick<Answers, 'papers'>, view: View, setting: Setting): Promise<Pile> {
  const all: PaperFacts[] = []
  await papers('shown', (some) => {
    for (const paper of some) if (all.length < MOST_PAPERS) all.push(paper)
  })
  const left = readLeft(setting)
  const place = left?.question === questionOf(view) ? all.findIndex(({ id }) => id === left.paper) : -1
  return { papers: all, begin: Math.max(0, place) }
}

/** Remembers the current paper, or with null that the triage is done. */
export const leavePile = (setting: Setting, view: View, paper: PaperId | null): void =>
  setting.write(paper && JSON.stringify({ question: questionOf(view), paper } satisfies Left))

function readLeft(setting: Setting): Left | null {
  try {
    return JSON.parse(setting.read() ?? 'null') as Left | null
  } catch {
    return null
  }
}

/** The number of papers with each status. */
export function countStatuses(papers: readonly PaperFacts[], marks: Marks): ReadonlyMap<Status, number> {
  const counts = new Map<Status, number>(STATUSES.map((status) => [status, 0]))
  for (const { id } of papers) {
    const { status } = toMark(marks.get(id))
    counts.set(status, counts.get(status)! + 1)
  }
  return counts
}
