import { useLibrary } from '../store/hooks.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { commands, type Command } from './commands.ts'
import { printKey } from './keys.ts'
import type { Scene } from './scene.ts'
import { Told } from './Told.tsx'
import { Transfer } from './Transfer.tsx'
import styles from './Tools.module.css'

const find = (id: string): Command => commands.find((command) => command.id === id)!
const undo = find('undo')
const redo = find('redo')
const help = find('help')
const triage = find('triage')
const statistics = find('statistics')

/** What the head of the page offers beyond the list itself; it comes after the first rows. */
export const Tools = ({ scene, hasFilters }: { readonly scene: Scene; readonly hasFilters: boolean }) => (
  <>
    <UndoButtons scene={scene} />
    {hasFilters && (
      <button type="button" className="button" onClick={() => scene.dialogs.show('facets')}>
        Filters
      </button>
    )}
    <button
      type="button"
      className={`button ${styles['triage']}`}
      title={title(triage)}
      onClick={() => triage.run(scene)}
    >
      Triage
    </button>
    <ColumnsMenu />
    <Transfer />
    <button
      type="button"
      className={`button ${styles['statistics']}`}
      data-plain
      aria-label="Statistics"
      title={title(statistics)}
      onClick={() => statistics.run(scene)}
    >
      <svg viewBox="0 0 16 16" className={styles['arrow']} aria-hidden="true">
        <path d="M3 13.5V9M8 13.5v-11M13 13.5V6" />
      </svg>
    </button>
    <button
      type="button"
      className={`button ${styles['help']}`}
      data-plain
      aria-label={help.label}
      title={title(help)}
      onClick={() => help.run(scene)}
    >
      ?
    </button>
    <Told />
  </>
)

function UndoButtons({ scene }: { readonly scene: Scene }) {
  const canUndo = useLibrary(({ past }) => past.length > 0)
  const canRedo = useLibrary(({ future }) => future.length > 0)
  const button = (command: Command, can: boolean, isForward: boolean) => (
    <button
      type="button"
      className="button"
      data-plain
      aria-label={command.label}
      title={title(command)}
      disabled={!can}
      onClick={() => command.run(scene)}
    >
      <Arrow isForward={isForward} />
    </button>
  )
  return (
    <span className={styles['undo']}>
      {button(undo, canUndo, false)}
      {button(redo, canRedo, true)}
    </span>
  )
}

const Arrow = ({ isForward }: { readonly isForward: boolean }) => (
  <svg
    viewBox="0 0 16 16"
    className={styles['arrow']}
    aria-hidden="true"
    transform={isForward ? 'scale(-1 1)' : undefined}
  >
    <path d="M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7" />
  </svg>
)

const title = ({ label, keys }: Command) => (keys[0] ? `${label} (${printKey(keys[0]).join(' ')})` : label)
