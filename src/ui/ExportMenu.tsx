import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import styles from '../table/Status.module.css'
import { useBackups } from './backups.ts'

type Props = { readonly anchor: RefObject<HTMLElement | null>; readonly onClose: () => void }

/** What can be written, below `anchor`, which has the focus again once the menu is closed. */
export function ExportMenu({ anchor, onClose }: Props) {
  const backups = useBackups()
  if (!backups) return null
  const { make, file, chooseFile, forgetFile } = backups
  const items: readonly (readonly [label: string, run: () => void])[] = [
    ['JSON backup', make],
    ...(file === undefined ? [] : [['Keep a backup in a file…', () => void chooseFile()] as const]),
    ...(file ? [[`Stop keeping ${file.name}`, () => void forgetFile()] as const] : []),
  ]
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* Within its landmark. */}
      <Menu.Portal container={anchor.current?.closest<HTMLElement>('header') ?? document.body}>
        <Menu.Positioner anchor={anchor} className={styles['positioner']} align="end" sideOffset={4}>
          <Menu.Popup className={styles['menu']} aria-label="Export" finalFocus={anchor}>
            {items.map(([label, run]) => (
              <Menu.Item key={label} className={styles['item']} label={label} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
