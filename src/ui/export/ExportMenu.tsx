import { Menu } from '@base-ui/react/menu'
import { useState, type RefObject } from 'react'
import { EXPORT_FORMATS, type ExportName } from '../../formats/exportFormats.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useCursor, useStores } from '../../store/hooks.ts'
import menu from '../../widgets/PopupMenu.module.css'
import { MenuItem, MenuLine, PopupMenu } from '../../widgets/PopupMenu.tsx'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import { exportAs } from './runExport.ts'
import styles from './ExportMenu.module.css'

type Props = { readonly anchor: RefObject<HTMLElement | null>; readonly onClose: () => void }

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportName[]

/** The menu of export formats below `anchor`. Closing it returns the focus to `anchor`. */
export function ExportMenu({ anchor, onClose }: Props) {
  const stores = useStores()
  const backups = useOpenedStore(stores.backups)
  const selected = useCursor(({ selected }) => selected)
  const shown = useAnswers(({ answer }) => answer?.total ?? 0)
  const [withMarks, setWithMarks] = useState(false)
  if (!backups) return null
  const { make, file, chooseFile, forgetFile } = backups
  const count = selected.size || shown
  const papers = `${printNumber(count)} ${selected.size > 0 ? 'selected ' : ''}${count === 1 ? 'paper' : 'papers'}`
  const print = (format: ExportName) =>
    void exportAs({ format, of: selected.size > 0 ? [...selected] : 'shown', withMarks }, stores)
  return (
    <PopupMenu label="Export" anchor={anchor} align="end" onClose={onClose}>
      <Menu.Group>
        <Menu.GroupLabel className={styles['label']}>Everything you wrote</Menu.GroupLabel>
        <MenuItem label="JSON backup" onClick={() => void make()} />
        {file !== undefined && <MenuItem label="Keep a backup in a file…" onClick={() => void chooseFile()} />}
        {file && <MenuItem label={`Stop keeping ${file.name}`} onClick={() => void forgetFile()} />}
      </Menu.Group>
      <MenuLine />
      <Menu.Group>
        <Menu.GroupLabel className={styles['label']}>
          {count === 0 ? 'No papers shown' : selected.size > 0 ? papers : `${papers} shown`}
        </Menu.GroupLabel>
        {FORMATS.map((format) => (
          <MenuItem
            key={format}
            label={EXPORT_FORMATS[format].label}
            disabled={count === 0}
            onClick={() => print(format)}
          />
        ))}
        <Menu.CheckboxItem
          className={`${menu['item']} ${styles['marks']}`}
          label="With my status and notes"
          checked={withMarks}
          onCheckedChange={setWithMarks}
        >
          <span className={styles['box']} aria-hidden="true" />
          <span>
            With my status and notes <small>(Markdown and CSV)</small>
          </span>
        </Menu.CheckboxItem>
      </Menu.Group>
      <MenuLine />
      <MenuItem label="Table as shown…" disabled={count === 0} onClick={() => stores.screen.getState().show('table')} />
      <MenuItem label="Print the list…" disabled={shown === 0} onClick={() => stores.screen.getState().show('print')} />
    </PopupMenu>
  )
}
