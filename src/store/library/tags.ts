import type { StoreApi } from 'zustand/vanilla'
import { toRewrite } from '../../model/query/namedView.ts'
import { isWithin, TAG_TREE } from '../../model/query/path.ts'
import { renameChoices } from '../../model/query/queryEdit.ts'
import { branchOf, papersByTag, renamed, renamedInQuery } from '../../model/tag/tag.ts'
import { toColour, toRemoveColours, toRenameColours, type TagColour } from '../../model/tag/tagColour.ts'
import { followStep } from './followStep.ts'
import type { Library } from './library.ts'
import type { ViewStore } from '../view/viewStore.ts'

type Stores = { readonly library: StoreApi<Library>; readonly viewing: StoreApi<ViewStore> }

/**
 * Renames a tag and all below it on every paper, as one step of undo. Where the new name is a tag already, the two
 * become one. Their colours, the saved views and the present query that name the tag follow.
 */
export function renameTag({ library, viewing }: Stores, from: string, to: string): void {
  const { marks, userRecords, edit } = library.getState()
  const inQuery = (text: string) => renameChoices(text, 'tag', (tag) => renamedInQuery(tag, from, to))
  edit(branchOf(papersByTag(marks), from).papers, ({ tags }) => ({ tags: tags.map((tag) => renamed(tag, from, to)) }), [
    toRenameColours(userRecords, from, to),
    ...toRewrite(userRecords, inQuery),
  ])
  followStep({ library, viewing }, (view) => ({ ...view, text: inQuery(view.text) }))
}

/** Removes a tag and all below it from every paper, as one step of undo. */
export function deleteTag({ library }: Pick<Stores, 'library'>, tag: string): void {
  const { marks, userRecords, edit } = library.getState()
  edit(
    branchOf(papersByTag(marks), tag).papers,
    ({ tags }) => ({ tags: tags.filter((other) => !isWithin(TAG_TREE, other, tag)) }),
    [toRemoveColours(userRecords, tag)],
  )
}

/** Gives a tag a colour, or none, as one step of undo. */
export const colourTag = ({ library }: Pick<Stores, 'library'>, tag: string, colour: TagColour | null): void =>
  library.getState().saveRecords([toColour(tag, colour)])
