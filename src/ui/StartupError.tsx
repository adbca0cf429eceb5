import styles from './StartupError.module.css'

type Props = {
  readonly reason: string
  readonly onRetry: () => void
  /** Starts the newer version that has been loaded; null while there is none. */
  readonly onUpdate: (() => void) | null
  /** Whether the marks were read, so that only the lists are missing. */
  readonly hasMarks: boolean
}

/**
 * The page when the app cannot start: the reason, and what the user can do. Nothing has been written, and nothing is
 * lost.
 */
export function StartupError({ reason, onRetry, onUpdate, hasMarks }: Props) {
  if (hasMarks) return <NoLists reason={reason} onRetry={onRetry} />
  return (
    <main className={styles['failed']}>
      <h1>Offprint cannot open its storage</h1>
      <p role="alert">
        The browser did not let it: <q>{reason}</q>
      </p>
      <p>
        Your marks and notes live in this browser’s database (IndexedDB). It may be blocked by a setting for cookies and
        site data, by a private window, or by a full disk. Nothing has been changed; once the cause is gone, all is as
        you left it.
      </p>
      {onUpdate && (
        <p>
          A new version of Offprint is here.{' '}
          <button type="button" className="button" data-main onClick={onUpdate}>
            Start it
          </button>
        </p>
      )}
      <button type="button" className="button" data-main={!onUpdate || undefined} onClick={onRetry}>
        Try again
      </button>
      <p>
        If it stays so, <a href="./recover.html">see what the browser still keeps</a>: that page needs next to nothing
        to work.
      </p>
    </main>
  )
}

/** The page when the lists cannot be read. The saved marks are not affected. */
const NoLists = ({ reason, onRetry }: Pick<Props, 'reason' | 'onRetry'>) => (
  <main className={styles['failed']}>
    <h1>Offprint cannot show its lists</h1>
    <p role="alert">
      The part that sorts and searches them failed: <q>{reason}</q>
    </p>
    <p>Your marks and notes were read, and none of them was changed.</p>
    <button type="button" className="button" data-main onClick={onRetry}>
      Try again
    </button>
    <p>
      If it stays so, <a href="./recover.html">download what the browser keeps</a>.
    </p>
  </main>
)

/** The page when rendering failed. The autosave goes on, and the edits are there after a reload. */
export const Broken = () => (
  <main className={styles['failed']}>
    <h1>Something in Offprint broke</h1>
    <p role="alert">What you wrote is being saved all the same. Reload the page to go on.</p>
    <button type="button" className="button" data-main onClick={() => location.reload()}>
      Reload
    </button>
    <p>
      If it breaks again, <a href="./recover.html">see what the browser keeps of your marks</a>.
    </p>
  </main>
)
