import { Menu } from '@base-ui/react/menu'
import type { ReactNode, RefObject } from 'react'
import styles from './PopupMenu.module.css'

type Props = {
  /** The accessible name of the menu. */
  readonly label: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly align: 'start' | 'end'
  readonly onClose: () => void
  /** Whether closing it returns the focus to `anchor`: not where a command has opened a form that takes it. */
  readonly returnsFocus?: () => boolean
  readonly children: ReactNode
}

/** An open menu below `anchor`. Closing it returns the focus to `anchor`. */
export function PopupMenu({ label, anchor, align, onClose, returnsFocus = () => true, children }: Props) {
  // Outside of an open dialog it could be neither seen nor clicked, and outside of a landmark not found.
  const within = (selector: string) => anchor.current?.closest<HTMLElement>(selector)
  const container = within('dialog, section, main, aside') ?? within('header') ?? document.body
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal container={container}>
        <Menu.Positioner anchor={anchor} className={styles['positioner']} align={align} sideOffset={4}>
          <Menu.Popup className={styles['menu']} aria-label={label} finalFocus={() => returnsFocus() && anchor.current}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

type ItemProps = { readonly label: string; readonly disabled?: boolean; readonly onClick: () => void }

/** One command of a menu. */
export const MenuItem = ({ label, disabled = false, onClick }: ItemProps) => (
  <Menu.Item className={styles['item']} label={label} disabled={disabled} onClick={onClick}>
    {label}
  </Menu.Item>
)

export const MenuLine = () => <Menu.Separator className={styles['line']} />
