import type { StoreApi } from 'zustand/vanilla'
import { renameField, renameValue } from '../../model/note/field/noteFieldEdit.ts'
import type { KeyOfNotes, Written } from '../../model/note/field/keysOfNotes.ts'
import { noteFieldOf } from '../../model/query/fields.ts'
import { toRewrite, toRewriteParams } from '../../model/query/namedView.ts'
import { isSame } from '../../model/query/nameMatching.ts'
import { renameChoices } from '../../model/query/queryEdit.ts'
import { renameKeyInAddress } from '../../model/query/renameKey.ts'
import { parseView, printView } from '../../model/query/view.ts'
import { followStep } from './followStep.ts'
import type { Library } from './library.ts'
import type { ViewStore } from '../view/viewStore.ts'

type Stores = { readonly library: StoreApi<Library>; readonly viewing: StoreApi<ViewStore> }

/**
 * Renames a key in all notes, as one step of undo. Where the new name is a key already, the two become one. The present
 * view and the saved ones follow.
 */
export function renameKey({ library, viewing }: Stores, { key, papers }: KeyOfNotes, label: string): void {
  const { userRecords, edit } = library.getState()
  const inAddress = (params: URLSearchParams) => renameKeyInAddress(params, key, label)
  edit(papers, ({ note }) => ({ note: renameField(note, key, label) }), toRewriteParams(userRecords, inAddress))
  followStep({ library, viewing }, (view) => {
    const params = new URLSearchParams(printView(view))
    inAddress(params)
    return parseView(params.toString()).view
  })
}

/** Renames a value of a key in all notes, as one step of undo. The present query and the saved ones follow. */
export function renameKeyValue({ library, viewing }: Stores, { key }: KeyOfNotes, value: Written, to: string): void {
  const { userRecords, edit } = library.getState()
  const from = value.label
  const inQuery = (text: string) =>
    renameChoices(text, noteFieldOf(key), (chosen) => (isSame(chosen, from) ? to : chosen))
  edit(value.papers, ({ note }) => ({ note: renameValue(note, key, from, to) }), toRewrite(userRecords, inQuery))
  followStep({ library, viewing }, (view) => ({ ...view, text: inQuery(view.text) }))
}
