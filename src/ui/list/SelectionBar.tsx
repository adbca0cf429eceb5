import { useEffect, useRef, useState } from 'react'
import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useCursor } from '../../store/hooks.ts'
import { keepRowInView } from './keepRowInView.ts'
import { useHints } from '../commands/shortcutHints.ts'
import { clearSelection, moveTargets, selectAll, setStatus, starAll, type Scene } from '../commands/actions.ts'
import { isOwnList } from '../../storage/lists/ownListId.ts'
import { runCommand } from '../commands/commands.ts'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from './SelectionBar.module.css'

const StatusMenu = lazyNamed(() => import('../../widgets/StatusMenu.tsx'), 'StatusMenu')
const ExportMenu = lazyNamed(() => import('../export/ExportMenu.tsx'), 'ExportMenu')

/**
 * The toolbar of the selection, whose commands are one step of undo each. It is below the list, so no row moves under
 * the pointer when it appears.
 */
export function SelectionBar({ scene }: { readonly scene: Scene }) {
  const count = useCursor(({ selected }) => selected.size)
  const total = useAnswers(({ answer }) => answer?.total ?? 0)
  const [menu, setMenu] = useState<'status' | 'export' | null>(null)
  const status = useRef<HTMLButtonElement>(null)
  const exported = useRef<HTMLButtonElement>(null)
  const [all, star, tag] = [useHints('select-all'), useHints('star'), useHints('tag')]
  const remove = useHints('remove')
  const hasOwn = useAnswers(({ opened }) => opened?.lists.some(({ id }) => isOwnList(id)) ?? false)
  const clear = useHints('close', 'Select none')
  const onClose = () => setMenu(null)

  // The row that was selected may be out of view now.
  useEffect(() => {
    keepRowInView()
  }, [])
  return (
    <section aria-label="Selected papers" className={styles['selection']} data-selection>
      <span className={styles['count']}>{printNumber(count)} selected</span>
      {count < total && (
        <button type="button" className="button" data-plain {...all} onClick={() => void selectAll(scene)}>
          Select all {printNumber(total)}
        </button>
      )}
      <span className={styles['actions']}>
        <button
          ref={status}
          type="button"
          className="button"
          aria-haspopup="menu"
          aria-expanded={menu === 'status'}
          onClick={() => setMenu('status')}
        >
          Status
        </button>
        <button type="button" className="button" {...star} onClick={() => starAll(scene)}>
          Star
        </button>
        <button type="button" className="button" {...tag} onClick={() => scene.screen.getState().show('tags')}>
          Tags
        </button>
        {hasOwn && (
          <button type="button" className="button" {...remove} onClick={() => runCommand('remove', scene)}>
            Remove
          </button>
        )}
        <button
          ref={exported}
          type="button"
          className={`button ${styles['export']}`}
          aria-haspopup="menu"
          aria-expanded={menu === 'export'}
          onClick={() => setMenu('export')}
        >
          Export
        </button>
      </span>
      <button
        type="button"
        className={`button ${styles['clear']}`}
        data-plain
        aria-label="Select none"
        {...clear}
        onClick={() => clearSelection(scene)}
      >
        ×
      </button>
      {menu !== null && (
        <OnDemand fallback={<span role="alert">The menu could not be loaded. Reload the page to try again.</span>}>
          {menu === 'status' ? (
            <StatusMenu
              anchor={status}
              status={null}
              onChoose={(status) => setStatus(scene, status)}
              onMove={(to) => void moveTargets(scene, to)}
              onClose={onClose}
            />
          ) : (
            <ExportMenu anchor={exported} onClose={onClose} />
          )}
        </OnDemand>
      )}
    </section>
  )
}
