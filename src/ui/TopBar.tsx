import { printCount, printNumber } from '../model/numberFormat.ts'
import { useAnswers, useSaving } from '../store/hooks.ts'
import type { SaveState } from '../store/library/autosave.ts'
import type { Scene } from './commands/actions.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { TopBarTools } from './TopBarTools.tsx'
import styles from './TopBar.module.css'

/** The top bar: search, number of papers, save state and undo. */
export function TopBar({ scene, hasFilters }: { readonly scene: Scene; readonly hasFilters: boolean }) {
  return (
    <header className={styles['bar']}>
      <h1 className={styles['brand']}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 2.5h9.5L20 8v13.5H5z" />
          <path d="M14.5 2.5V8H20" />
          <circle cx="12.5" cy="14.5" r="3.5" />
          <path d="M12.5 11a3.5 3.5 0 0 1 0 7z" fill="currentColor" />
        </svg>
        <span>Offprint</span>
      </h1>
      <SearchBox scene={scene} />
      <Count />
      <span className={styles['tools']}>
        <Saved scene={scene} />
        <TopBarTools scene={scene} hasFilters={hasFilters} />
      </span>
    </header>
  )
}

function Count() {
  const answer = useAnswers(({ answer }) => answer)
  const papers = (many: number) => printCount(many, 'paper')
  return (
    <p role="status" className={styles['count']}>
      {answer &&
        (answer.total === answer.all ? papers(answer.all) : `${printNumber(answer.total)} of ${papers(answer.all)}`)}
    </p>
  )
}

function words(saving: SaveState): string {
  if (saving.state === 'failed') return `Not saved: ${saving.reason}`
  return saving.state === 'saving' ? 'Saving…' : 'Saved'
}

function Saved({ scene }: { readonly scene: Scene }) {
  const saving = useSaving()
  const hasFailed = saving.state === 'failed'
  return (
    <span className={styles['saved']} data-state={saving.state}>
      <span role="status">{words(saving)}</span>
      {saving.state === 'saved' && saving.copies === 1 && (
        <span title="This browser has no private file system for the second copy, no room in it, or does not let Offprint use it.">
          one copy
        </span>
      )}
      {hasFailed && (
        <button type="button" className="button" onClick={() => void scene.keeper.flush()}>
          Try again
        </button>
      )}
    </span>
  )
}
