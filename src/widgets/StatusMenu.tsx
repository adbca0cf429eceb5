import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { STATUSES, STATUS_LABELS, type Status } from '../model/mark/mark.ts'
import { useShortcuts } from '../store/hooks.ts'
import { PopupMenu } from './PopupMenu.tsx'
import menu from './PopupMenu.module.css'
import styles from './Status.module.css'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  /** Null for several papers. */
  readonly status: Status | null
  readonly onChoose: (status: Status) => void
  readonly onClose: () => void
}

/** A menu of the statuses below `anchor`. Closing it returns the focus to `anchor`. */
export function StatusMenu({ anchor, status, onChoose, onClose }: Props) {
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
    </PopupMenu>
  )
}
