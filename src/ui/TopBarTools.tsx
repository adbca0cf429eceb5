import type { ReactNode } from 'react'
import { useLibrary } from '../store/hooks.ts'
import { ColumnsMenu } from './list/ColumnsMenu.tsx'
import { runCommand } from './commands/commands.ts'
import { useHints } from './commands/shortcutHints.ts'
import type { Scene } from './commands/actions.ts'
import { ToastPlace } from './notices/Toast.tsx'
import { FileMenu } from './export/FileMenu.tsx'
import styles from './TopBarTools.module.css'

/** The buttons at the end of the top bar. */
export const TopBarTools = ({ scene, hasFilters }: { readonly scene: Scene; readonly hasFilters: boolean }) => (
  <>
    <UndoButtons scene={scene} />
    {hasFilters && (
      <button type="button" className="button" onClick={() => scene.screen.getState().show('facets')}>
        Filters
      </button>
    )}
    <CommandButton id="add" scene={scene} className={`button ${styles['add']}`}>
      Add
    </CommandButton>
    <CommandButton id="triage" scene={scene} className={`button ${styles['triage']}`}>
      Triage
    </CommandButton>
    <ColumnsMenu />
    <FileMenu />
    <CommandButton id="advice" scene={scene} className={`button ${styles['advice']}`} name="What to read next">
      <svg viewBox="0 0 16 16" className={styles['arrow']} aria-hidden="true">
        <path d="M8 2a4.2 4.2 0 0 0-2.6 7.5c.6.5.9 1 .9 1.7h3.4c0-.7.3-1.2.9-1.7A4.2 4.2 0 0 0 8 2M6.6 13.7h2.8" />
      </svg>
    </CommandButton>
    <CommandButton id="statistics" scene={scene} className={`button ${styles['statistics']}`} name="Statistics">
      <svg viewBox="0 0 16 16" className={styles['arrow']} aria-hidden="true">
        <path d="M3 13.5V9M8 13.5v-11M13 13.5V6" />
      </svg>
    </CommandButton>
    <CommandButton id="help" scene={scene} className={`button ${styles['help']}`} name="Keyboard shortcuts">
      ?
    </CommandButton>
    <ToastPlace />
  </>
)

function UndoButtons({ scene }: { readonly scene: Scene }) {
  const canUndo = useLibrary(({ past }) => past.length > 0)
  const canRedo = useLibrary(({ future }) => future.length > 0)
  return (
    <span className={styles['undo']}>
      <CommandButton id="undo" scene={scene} disabled={!canUndo} name="Undo">
        <Arrow isForward={false} />
      </CommandButton>
      <CommandButton id="redo" scene={scene} disabled={!canRedo} name="Redo">
        <Arrow isForward />
      </CommandButton>
    </span>
  )
}

type ButtonProps = {
  readonly id: string
  readonly scene: Scene
  readonly className?: string
  readonly disabled?: boolean
  /** The accessible name, where the button shows only an icon. */
  readonly name?: string
  readonly children: ReactNode
}

/** A button that runs a command, with its keys as the tooltip. */
function CommandButton({ id, scene, className = 'button', disabled, name, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={className}
      data-plain={name !== undefined || undefined}
      aria-label={name}
      {...useHints(id)}
      disabled={disabled}
      onClick={() => runCommand(id, scene)}
    >
      {children}
    </button>
  )
}

const Arrow = ({ isForward }: { readonly isForward: boolean }) => (
  <svg viewBox="0 0 16 16" className={styles['arrow']} aria-hidden="true">
    {/* WebKit mirrors a shape, but not a whole <svg>. */}
    <path
      d="M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7"
      transform={isForward ? 'matrix(-1 0 0 1 16 0)' : undefined}
    />
  </svg>
)
