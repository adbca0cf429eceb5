import type { RefObject } from 'react'
import { noteFieldOf, type NoteFieldId } from '../../model/query/fields.ts'
import { useNoteKeys } from '../../store/hooks.ts'
import { MenuItem, PopupMenu } from '../../widgets/PopupMenu.tsx'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  /** The keys that are no more to be chosen. */
  readonly added: readonly NoteFieldId[]
  readonly onAdd: (field: NoteFieldId) => void
  readonly onClose: () => void
}

/** The menu of the keys of the notes that the papers can be narrowed by. */
export function KeyMenu({ anchor, added, onAdd, onClose }: Props) {
  const keys = useNoteKeys().filter(({ key }) => !added.includes(noteFieldOf(key)))
  return (
    <PopupMenu label="Add filter" anchor={anchor} align="start" onClose={onClose}>
      {keys.map(({ key, label }) => (
        <MenuItem key={key} label={label} onClick={() => onAdd(noteFieldOf(key))} />
      ))}
    </PopupMenu>
  )
}
