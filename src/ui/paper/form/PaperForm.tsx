import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react'
import type { DraftField, DraftProblems, PaperDraft } from '../../../formats/draft/paperDraft.ts'
import styles from './PaperForm.module.css'

type Props = {
  readonly draft: PaperDraft
  /** What was wrong when the form was last sent; the first such field gets the focus. */
  readonly problems: DraftProblems
  readonly onChange: (draft: PaperDraft) => void
  readonly onSubmit: () => void
  /** The buttons, and further fields above them. */
  readonly children: ReactNode
}

type Field = {
  readonly label: string
  readonly hint?: string
  /** The rows of a text area; without them it is one line. */
  readonly rows?: number
  readonly isHalf?: boolean
}

const FIELDS = {
  title: { label: 'Title' },
  authors: { label: 'Authors', hint: 'One a line', rows: 3 },
  year: { label: 'Year', isHalf: true },
  venue: { label: 'Venue', isHalf: true },
  doi: { label: 'DOI', isHalf: true },
  link: { label: 'Link', isHalf: true },
  links: { label: 'Other links', hint: 'Code: https://…', rows: 2, isHalf: true },
  topics: { label: 'Topics', hint: 'Storage › File systems', rows: 2, isHalf: true },
  abstract: { label: 'Abstract', rows: 5 },
} as const satisfies Readonly<Record<DraftField, Field>>

/** The fields of a paper. Enter in a line, and Ctrl-Enter or ⌘-Enter anywhere, sends the form. */
export function PaperForm({ draft, problems, onChange, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const isWrong = Object.keys(problems).length > 0
    if (isWrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  const onSend = (event: SyntheticEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSubmit()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the whole form
    <form ref={form} className={styles['form']} noValidate onSubmit={onSend} onKeyDown={onKeyDown}>
      {(Object.keys(FIELDS) as DraftField[]).map((field) => (
        <TextField
          key={field}
          {...FIELDS[field]}
          value={draft[field]}
          problem={problems[field]}
          onChange={(value) => onChange({ ...draft, [field]: value })}
        />
      ))}
      {children}
    </form>
  )
}

type TextFieldProps = Field & {
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

function TextField({ label, hint, rows, isHalf, value, problem, onChange }: TextFieldProps) {
  const id = useId()
  const described = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ')
  const box = {
    id,
    value,
    dir: 'auto',
    'aria-invalid': problem !== undefined,
    'aria-describedby': described || undefined,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  } as const
  return (
    <div className={styles['field']} data-half={isHalf}>
      <span className={styles['head']}>
        <label htmlFor={id}>{label}</label>
        {hint && <small id={`${id}-hint`}>{hint}</small>}
      </span>
      {rows === undefined ? (
        <input {...box} autoComplete="off" inputMode={label === 'Year' ? 'numeric' : 'text'} />
      ) : (
        <textarea {...box} rows={rows} />
      )}
      {problem && (
        <p id={`${id}-problem`} className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  )
}
