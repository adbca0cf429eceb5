import type { PaperId } from '../../model/paper/paper.ts'
import { DELETED, thingId } from '../../model/mark/userRecord.ts'
import type { Library } from './library.ts'

type Keeping = Pick<Library, 'keep'>

/** Saves a text as a template, as one step of undo. Several may have the same name. */
export function saveTemplate({ keep }: Keeping, name: string, text: string, now = Date.now(), chance = Math.random()) {
  const id = thingId('template', `${now.toString(36)}-${chance.toString(36).slice(2, 8)}`)
  keep([[id, { name: name.trim(), text }]])
}

/** Renames a template. An empty name changes nothing. */
export function renameTemplate({ keep }: Keeping, id: PaperId, name: string) {
  if (name.trim() !== '') keep([[id, { name: name.trim() }]])
}

/** Deletes a template, as one step of undo. */
export const removeTemplate = ({ keep }: Keeping, id: PaperId) => keep([[id, { [DELETED]: true }]])
