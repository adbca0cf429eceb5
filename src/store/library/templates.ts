import type { PaperId } from '../../model/paper/paper.ts'
import { DELETED, recordId } from '../../model/mark/userRecord.ts'
import type { Library } from './library.ts'

type RecordWriter = Pick<Library, 'saveRecords'>

/** Saves a text as a template, as one step of undo. Several may have the same name. */
export function saveTemplate(
  { saveRecords }: RecordWriter,
  name: string,
  text: string,
  now = Date.now(),
  chance = Math.random(),
) {
  const id = recordId('template', `${now.toString(36)}-${chance.toString(36).slice(2, 8)}`)
  saveRecords([[id, { name: name.trim(), text }]])
}

/** Renames a template. An empty name changes nothing. */
export function renameTemplate({ saveRecords }: RecordWriter, id: PaperId, name: string) {
  if (name.trim() !== '') saveRecords([[id, { name: name.trim() }]])
}

/** Deletes a template, as one step of undo. */
export const removeTemplate = ({ saveRecords }: RecordWriter, id: PaperId) => saveRecords([[id, { [DELETED]: true }]])
