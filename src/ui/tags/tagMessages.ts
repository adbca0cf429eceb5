import { printCount } from '../../model/numberFormat.ts'
import type { Branch } from '../../model/tag/tag.ts'

type Tense = { readonly rename: string; readonly merge: string; readonly remove: string }
const TO_DO: Tense = { rename: 'Rename', merge: 'Merge', remove: 'Delete' }
const DONE: Tense = { rename: 'Renamed', merge: 'Merged', remove: 'Deleted' }

const papers = ({ papers }: Branch) => printCount(papers.length, 'paper')
const named = ({ tag, below }: Branch) => `“${tag}”${below > 0 ? ` and ${printCount(below, 'tag')} below it` : ''}`

/** What a rename does or has done, and on how many papers. `isMerge` says that the new name is a tag already. */
export const renameMessage = (branch: Branch, to: string, isMerge: boolean, isDone = false): string => {
  const { rename, merge } = isDone ? DONE : TO_DO
  return `${isMerge ? merge : rename} ${named(branch)} ${isMerge ? 'into' : 'to'} “${to}” on ${papers(branch)}`
}

export const deleteMessage = (branch: Branch, isDone = false): string =>
  `${(isDone ? DONE : TO_DO).remove} ${named(branch)} from ${papers(branch)}`

export const countMessage = (branch: Branch): string => `${named(branch)}: ${papers(branch)}`
