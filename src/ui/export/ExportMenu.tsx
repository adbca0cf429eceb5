import { Menu } from '@base-ui/react/menu'
import { useState, type RefObject } from 'react'
import { EXPORT_FORMATS, type ExportName } from '../../formats/exportFormats.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useCursor, useStores } from '../../store/hooks.ts'
import status from '../../widgets/Status.module.css'
import { useBackups } from './useBackups.ts'
import { exportAs } from './runExport.ts'
import styles from './ExportMenu.module.css'

type Props = { readonly anchor: RefObject<HTMLElement | null>; readonly onClose: () => void }

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportName[]

/** The menu of export formats below `anchor`. Closing it returns the focus to `anchor`. */
export function ExportMenu({ anchor, onClose }: Props) {
  const stores = useStores()
  const backups = useBackups()
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
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* Within its landmark. */}
      <Menu.Portal container={anchor.current?.closest<HTMLElement>('header, section') ?? document.body}>
        <Menu.Positioner anchor={anchor} className={status['positioner']} align="end" sideOffset={4}>
          <Menu.Popup className={`${status['menu']} ${styles['menu']}`} aria-label="Export" finalFocus={anchor}>
            <Menu.Group>
              <Menu.GroupLabel className={styles['label']}>Everything you wrote</Menu.GroupLabel>
              <Item label="JSON backup" run={() => void make()} />
              {file !== undefined && <Item label="Keep a backup in a file…" run={() => void chooseFile()} />}
              {file && <Item label={`Stop keeping ${file.name}`} run={() => void forgetFile()} />}
            </Menu.Group>
            <Menu.Separator className={styles['line']} />
            <Menu.Group>
              <Menu.GroupLabel className={styles['label']}>
                {count === 0 ? 'No papers shown' : selected.size > 0 ? papers : `${papers} shown`}
              </Menu.GroupLabel>
              {FORMATS.map((format) => (
                <Item
                  key={format}
                  label={EXPORT_FORMATS[format].label}
                  disabled={count === 0}
                  run={() => print(format)}
                />
              ))}
              <Menu.CheckboxItem
                className={`${status['item']} ${styles['marks']}`}
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
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

type ItemProps = { readonly label: string; readonly disabled?: boolean; readonly run: () => void }

const Item = ({ label, disabled = false, run }: ItemProps) => (
  <Menu.Item className={`${status['item']} ${styles['item']}`} label={label} disabled={disabled} onClick={run}>
    {label}
  </Menu.Item>
)
