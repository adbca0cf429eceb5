import type { PaperId } from '../model/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import styles from './Star.module.css'

type Props = { readonly paper: PaperId; readonly tabIndex?: 0 | -1 | undefined }

export function Star({ paper, tabIndex }: Props) {
  const { library } = useStores()
  const { starred } = useMark(paper)
  return (
    <button
      type="button"
      className={styles['star']}
      aria-label="Star"
      aria-pressed={starred}
      title={starred ? 'Starred (s)' : 'Star (s)'}
      tabIndex={tabIndex}
      onClick={() => library.getState().edit([paper], { starred: !starred })}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="m10 1.8 2.5 5.3 5.7.7-4.2 4 1.1 5.8L10 14.8l-5.1 2.8L6 11.8l-4.2-4 5.7-.7z" />
      </svg>
    </button>
  )
}
