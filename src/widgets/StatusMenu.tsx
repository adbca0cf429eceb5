import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { STATUSES, STATUS_LABELS, type Status } from '../model/mark/mark.ts'
import { useShortcuts } from '../store/hooks.ts'
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
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* Within its landmark; and what is outside of a dialog that is open can be neither seen nor pressed. */}
      <Menu.Portal container={anchor.current?.closest<HTMLElement>('dialog, section, main') ?? document.body}>
        <Menu.Positioner anchor={anchor} className={styles['positioner']} align="start" sideOffset={4}>
          <Menu.Popup className={styles['menu']} aria-label="Status" finalFocus={anchor}>
            <Menu.RadioGroup value={status} onValueChange={onChoose}>
              {STATUSES.map((value) => (
                <Menu.RadioItem
                  key={value}
                  value={value}
                  closeOnClick
                  className={styles['item']}
                  label={STATUS_LABELS[value]}
                >
                  <span className={styles['dot']} data-status={value} aria-hidden="true" />
                  {STATUS_LABELS[value]}
                  {hints[`status-${value}`] && <kbd aria-hidden="true">{hints[`status-${value}`]}</kbd>}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
