import type { PaperFacts } from '../../model/paper/paper.ts'
import { printKey } from '../commands/keyEvents.ts'
import type { Operate } from './editor/textareaEdits.ts'
import { WHOLE_KEY } from './editor/editorKeys.ts'
import { TemplatesButton } from './templates/TemplatesButton.tsx'
import styles from './Note.module.css'

/** What is shown of a note: the text, the preview, or both. */
export const NOTE_VIEWS = ['text', 'both', 'preview'] as const
export type NoteView = (typeof NOTE_VIEWS)[number]

const LABELS: Readonly<Record<NoteView, string>> = { text: 'Text', both: 'Both', preview: 'Preview' }

type Props = {
  readonly id: string
  readonly paper: PaperFacts
  readonly onOperate: Operate
  /** What is shown; null while the note is empty. */
  readonly view: NoteView | null
  readonly onView: (view: NoteView) => void
  readonly isWhole: boolean
  readonly onWhole: () => void
}

/** The heading of a note, and how it is shown. */
export function NoteHeader({ id, paper, onOperate, view, onView, isWhole, onWhole }: Props) {
  const whole = isWhole ? 'Back beside the list' : 'Fill the window'
  return (
    <div className={styles['head']}>
      <label id={`${id}-heading`} htmlFor={id} className={styles['heading']}>
        Notes
      </label>
      {isWhole && (
        <span id={`${id}-title`} className={styles['title']} dir="auto">
          {paper.title}
        </span>
      )}
      {view !== null && (
        <span role="radiogroup" aria-label="Note view" className={styles['views']}>
          {NOTE_VIEWS.map((value) => (
            <label key={value}>
              <input type="radio" name={`${id}-view`} checked={value === view} onChange={() => onView(value)} />
              <span>{LABELS[value]}</span>
            </label>
          ))}
        </span>
      )}
      <TemplatesButton paper={paper.id} isBlank={view === null} onOperate={onOperate} />
      <button
        type="button"
        className={`button ${styles['icon']}`}
        data-plain
        aria-label={whole}
        title={`${whole} (${isWhole ? 'Esc' : printKey(WHOLE_KEY)})`}
        onClick={onWhole}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {isWhole ? <path d="m4 4 8 8m0-8-8 8" /> : <path d="M9.5 2.5h4v4m0-4L9 7M6.5 13.5h-4v-4m0 4L7 9" />}
        </svg>
      </button>
    </div>
  )
}
