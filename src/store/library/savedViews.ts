import type { StoreApi } from 'zustand/vanilla'
import { addressOf, savedViews, toMove, toSave, type NamedView } from '../../model/query/namedView.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { DELETED } from '../../model/mark/userRecord.ts'
import { DEFAULT_VIEW, hasColumns, parseView, type View } from '../../model/query/view.ts'
import type { Library } from './library.ts'
import type { ViewStore } from '../view/viewStore.ts'

type Stores = { readonly library: StoreApi<Library>; readonly viewing: StoreApi<ViewStore> }

/** Saves the current view under a name, as the last one. It is one step of undo, as are all functions below. */
export function saveView({ library, viewing }: Stores, name: string): void {
  const { userRecords, saveRecords } = library.getState()
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('')
  saveRecords(toSave(userRecords, id, name.trim(), viewing.getState().view))
}

export const renameView = ({ library }: Pick<Stores, 'library'>, id: PaperId, name: string): void =>
  library.getState().saveRecords([[id, { name: name.trim() }]])

/** Replaces a saved view with the current one. */
export const replaceView = ({ library, viewing }: Stores, id: PaperId): void =>
  library.getState().saveRecords([[id, { address: addressOf(viewing.getState().view) }]])

export const removeView = ({ library }: Pick<Stores, 'library'>, id: PaperId): void =>
  library.getState().saveRecords([[id, { [DELETED]: true }]])

/** Moves a saved view down by so many places, or up where the number is negative. */
export function moveView({ library }: Pick<Stores, 'library'>, id: PaperId, by: 1 | -1): void {
  const { userRecords, saveRecords } = library.getState()
  const all = savedViews(userRecords)
  const place = all.findIndex((view) => view.id === id) + by
  if (place >= 0 && place < all.length) saveRecords(toMove(userRecords, id, place))
}

/** Shows a saved view. Columns, and facets of keys, stay as they are where the view has none. */
export function showView({ viewing }: Pick<Stores, 'viewing'>, { address }: NamedView): void {
  const { text, sort, group, columns, facets } = parseView(address).view
  const asked: Partial<View> = { text, sort, group }
  const own = hasColumns({ ...DEFAULT_VIEW, columns }) && { columns }
  viewing.getState().change({ ...asked, ...own, ...(facets.length > 0 && { facets }) })
}
