import type { ListHead } from '../../../model/paper/list.ts'
import type { PaperHead } from '../../../model/paper/paper.ts'
import { isOwnList } from '../../../storage/lists/ownListId.ts'
import type { Stores } from '../../../store/hooks.ts'

const NO_LISTS: readonly ListHead[] = []

/** The user’s own lists. */
export const ownLists = ({ answers }: Pick<Stores, 'answers'>): readonly ListHead[] =>
  (answers.getState().opened?.lists ?? NO_LISTS).filter(({ id }) => isOwnList(id))

/** Whether a list of the user’s own has a paper, so that it can be edited and removed. */
export const isOwnPaper = ({ lists }: Pick<PaperHead, 'lists'>, own: readonly Pick<ListHead, 'title'>[]): boolean =>
  own.some(({ title }) => lists.includes(title))
