import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { STATUSES, STATUS_LABELS, type Status } from '../model/mark/mark.ts'
import { useShortcuts } from '../store/hooks.ts'
import { MenuLine, PopupMenu } from './PopupMenu.tsx'
import menu from './PopupMenu.module.css'
import styles from './Status.module.css'

/** Moves in Up next, and the commands that do the same. */
const MOVES = [
  ['top', 'Move to the top of Up next'],
  ['up', 'Move up in Up next'],
  ['down', 'Move down in Up next'],
] as const
type Move = (typeof MOVES)[number][0]

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  /** Null for several papers. */
  readonly status: Status | null
  readonly onChoose: (status: Status) => void
  readonly onMove: (to: Move) => void
  readonly onClose: () => void
}

/** A menu of the statuses, and of moves in Up next, below `anchor`. Closing it returns the focus to `anchor`. */
export function StatusMenu({ anchor, status, onChoose, onMove, onClose }: Props) {
  const { hints } = useShortcuts()
  return (
    <PopupMenu label="Status" anchor={anchor} align="start" onClose={onClose}>
      <Menu.RadioGroup value={status} onValueChange={onChoose}>
        {STATUSES.map((value) => (
          <Menu.RadioItem key={value} value={value} closeOnClick className={menu['item']} label={STATUS_LABELS[value]}>
            <span className={styles['dot']} data-status={value} aria-hidden="true" />
            {STATUS_LABELS[value]}
            {hints[`status-${value}`] && <kbd aria-hidden="true">{hints[`status-${value}`]}</kbd>}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <MenuLine />
      {MOVES.filter(([to]) => to === 'top' || status === null || status === 'to-read').map(([to, label]) => (
        <Menu.Item key={to} className={menu['item']} label={label} onClick={() => onMove(to)}>
          {label}
          {hints[`queue-${to}`] && <kbd aria-hidden="true">{hints[`queue-${to}`]}</kbd>}
        </Menu.Item>
      ))}
    </PopupMenu>
  )
}
