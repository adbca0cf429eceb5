import type { DialogName } from '../../store/screen.ts'
import { useId, useRef, useState, type ChangeEvent } from 'react'
import { useFocusTarget } from '../controls/useFocusTarget.ts'
import { COLUMNS_MENU } from '../list/ColumnsMenu.tsx'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from './FileMenu.module.css'
import { useStores } from '../../store/hooks.ts'

const ExportMenu = lazyNamed(() => import('./ExportMenu.tsx'), 'ExportMenu')

/** Buttons that the top bar shows if it has room. */
const ON_PHONES: readonly (readonly [name: DialogName, label: string])[] = [
  ['triage', 'Triage'],
  ['advice', 'What to read next'],
  ['statistics', 'Statistics'],
  ['palette', 'Commands'],
  ['settings', 'Settings'],
]

/** The file picker of the app, and the menu of formats for export. */
export function FileMenu() {
  const { show } = useStores().screen.getState()
  const [open, setOpen] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const tray = useRef<HTMLDivElement>(null)
  const out = useRef<HTMLButtonElement>(null)
  const anchor = useRef<HTMLButtonElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useFocusTarget(
    ({ place }) => place === 'file picker',
    () => input.current!.click(),
  )

  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    // Lets the user choose the same file again.
    target.value = ''
    if (files.length > 0) show('import', files)
  }
  /** On a phone the menu is in a popover, which closes when they open something else. */
  const leaveTray = () => {
    const isTray = tray.current?.matches(':popover-open') ?? false
    if (isTray) tray.current?.hidePopover()
    return isTray
  }
  return (
    <>
      <button
        ref={more}
        type="button"
        className={`button ${styles['more']}`}
        data-plain
        aria-label="More"
        popoverTarget={id}
      >
        ⋯
      </button>
      <div ref={tray} id={id} popover="auto" className={styles['tray']}>
        {ON_PHONES.map(([name, label]) => (
          <button
            key={name}
            type="button"
            className={`button ${styles['phone']}`}
            onClick={() => {
              leaveTray()
              show(name)
            }}
          >
            {label}
          </button>
        ))}
        <button type="button" className={`button ${styles['phone']}`} popoverTarget={COLUMNS_MENU}>
          Choose columns
        </button>
        <button
          ref={out}
          type="button"
          className="button"
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => {
            anchor.current = leaveTray() ? more.current : out.current
            setOpen(!open)
          }}
        >
          Export
        </button>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        className="hidden"
        aria-label="Choose files"
        tabIndex={-1}
        onChange={onChange}
      />
      {open && (
        <OnDemand fallback={<span role="alert">The menu could not be loaded. Reload the page to try again.</span>}>
          <ExportMenu anchor={anchor} onClose={() => setOpen(false)} />
        </OnDemand>
      )}
    </>
  )
}
