import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import type { CopyName } from '../../formats/copyFormats.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useStores } from '../../store/hooks.ts'
import styles from '../../widgets/Status.module.css'
import { copyPapers } from './copyPapers.ts'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  readonly paper: PaperId
  readonly onClose: () => void
}

const LABELS: Readonly<Record<CopyName, string>> = {
  title: 'Title',
  markdown: 'Markdown link',
  bibtex: 'BibTeX',
  cite: '\\cite{…}',
}

/** The menu of copy formats below `anchor`. Closing it returns the focus to `anchor`. */
export function CopyMenu({ anchor, paper, onClose }: Props) {
  const stores = useStores()
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* Within its landmark; and what is outside of a dialog that is open can be neither seen nor pressed. */}
      <Menu.Portal container={anchor.current?.closest<HTMLElement>('dialog, section') ?? document.body}>
        <Menu.Positioner anchor={anchor} className={styles['positioner']} align="start" sideOffset={4}>
          <Menu.Popup className={styles['menu']} aria-label="Copy" finalFocus={anchor}>
            {(Object.keys(LABELS) as CopyName[]).map((copy) => (
              <Menu.Item
                key={copy}
                className={styles['item']}
                label={LABELS[copy]}
                onClick={() => void copyPapers([paper], copy, stores)}
              >
                {LABELS[copy]}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
