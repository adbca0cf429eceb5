import { isKey } from '../../model/note/field/fieldKey.ts'
import type { Written } from '../../model/note/field/keysOfNotes.ts'
import { printCount } from '../../model/numberFormat.ts'

const notes = ({ papers }: Written) => printCount(papers.length, 'note')

/** In how many notes a key or a value is. */
export const countMessage = (one: Written): string => `“${one.label}” is in ${notes(one)}`

/** What a rename does or has done, and in how many notes. `isMerge` says that the new name is there already. */
export function renameMessage(one: Written, to: string, isMerge: boolean, isDone = false): string {
  const verb = isMerge ? 'Merge' : 'Rename'
  return `${verb}${isDone ? 'd' : ''} “${one.label}” ${isMerge ? 'into' : 'to'} “${to}” in ${notes(one)}`
}

/** Why a text is no name of a key; null where it can be one. */
export const whyNoKey = (name: string): string | null =>
  isKey(name) ? null : 'A key is one to four words, without a colon.'
