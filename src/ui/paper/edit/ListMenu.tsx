import type { RefObject } from 'react'
import type { ListHead } from '../../../model/paper/list.ts'
import { MenuItem, PopupMenu } from '../../../widgets/PopupMenu.tsx'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  readonly lists: readonly ListHead[]
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** The menu of the user’s own lists. */
export const ListMenu = ({ anchor, lists, onChoose, onClose }: Props) => (
  <PopupMenu label="Copy to" anchor={anchor} align="start" onClose={onClose}>
    {lists.map(({ id, title }) => (
      <MenuItem key={id} label={title} onClick={() => onChoose(id)} />
    ))}
  </PopupMenu>
)
