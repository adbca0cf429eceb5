import type { PaperId } from '../../model/paper/paper.ts'
import { DELETED, thingId } from '../../model/mark/userRecord.ts'
import type { Library } from './library.ts'

type Keeping = Pick<Library, 'keep'>

/** Keeps a text as a template of the reader's own, as a step of undo. Several may have the same name. */
export function saveTemplate({ keep }: Keeping, name: string, text: string, now = Date.now(), chance = Math.random()) {
  const id = thingId('template', `${now.toString(36)}-${chance.toString(36).slice(2, 8)}`)
  keep([[id, { name: name.trim(), text }]])
}

/** Calls a template otherwise; without a name it keeps the one it has. */
export function renameTemplate({ keep }: Keeping, id: PaperId, name: string) {
  if (name.trim() !== '') keep([[id, { name: name.trim() }]])
}

/** Takes a template away; undo brings it back. */
export const removeTemplate = ({ keep }: Keeping, id: PaperId) => keep([[id, { [DELETED]: true }]])
