import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import type { Entry } from '../../formats/entry/entry.ts'
import { chooseLookup, readLookupChoice, WHO_LEARNS } from '../../storage/lookup/lookupChoice.ts'
import { openLookup } from '../../storage/lookup/lookupClient.ts'
import { nameOfDoi } from '../../storage/lookup/lookupFailure.ts'
import { useLookup, type LookupState } from './useLookup.ts'
import styles from './LookUp.module.css'

type Props = {
  /** The DOIs to ask for, those of arXiv papers too. */
  readonly dois: readonly string[]
  /** Asks without a press where the user has allowed lookups. */
  readonly startsAtOnce?: boolean
  /** Whether the user has come here for it: the question is asked even if it was refused before. */
  readonly isAsked?: boolean
  readonly onFound: (doi: string, entry: Entry) => void
  /** Called after the last answer, and where the user cancels. */
  readonly onEnd?: () => void
  /** What is to be done with what came. */
  readonly advice: string
  /** What can be done where nothing came. */
  readonly hint?: string
  /** Shown where the user does not want lookups. */
  readonly otherwise?: ReactNode
  readonly open?: typeof openLookup
}

const MOST_PROBLEMS = 3

/**
 * Looks papers up at doi.org. It asks the user first, and asks nobody anything before the user has agreed.
 */
export function LookUp({
  dois,
  startsAtOnce = false,
  isAsked = false,
  onFound,
  onEnd,
  advice,
  hint = '',
  otherwise = null,
  open = openLookup,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [choice, setChoice] = useState(() => (isAsked && readLookupChoice() === 'off' ? 'unasked' : readLookupChoice()))
  const endHere = () => {
    // The button that was pressed goes away: the next one to press is that of the form.
    if (box.current?.contains(document.activeElement))
      box.current.closest('form, dialog')?.querySelector<HTMLElement>('[type="submit"]')?.focus()
    onEnd?.()
  }
  const { state, start, cancel } = useLookup(open, onFound, endHere)
  const begin = useEffectEvent(() => {
    if (startsAtOnce && choice === 'on') void start(dois)
  })
  useEffect(() => begin(), [])
  if (choice === 'off') return otherwise

  const choose = (next: 'on' | 'off') => {
    chooseLookup(next)
    setChoice(next)
    if (next === 'on') void start(dois)
  }
  const problems = state.kind === 'ended' ? state.problems : []
  const what = dois.length === 1 ? 'Title, authors and abstract' : `The titles of ${dois.length} papers`
  const offer = `${what} can be looked up.${choice === 'on' ? '' : ` ${WHO_LEARNS}`}`
  const outcome = problems.length > 0 ? `${printProblems(problems)} ${hint}` : advice
  const said = state.kind === 'asking' ? printProgress(state) : state.kind === 'idle' ? offer : outcome
  const isAsking = state.kind === 'asking'
  const press = () => (isAsking ? cancel() : choose('on'))
  return (
    <div ref={box} role="status" aria-label="Look-up" className={styles['lookUp']}>
      <p>{said}</p>
      {(state.kind !== 'ended' || problems.length > 0) && (
        // One button in all states: it keeps the focus.
        <button type="button" className="button" onClick={press}>
          {isAsking ? 'Cancel' : state.kind === 'ended' ? 'Try again' : 'Look up'}
        </button>
      )}
      {choice === 'unasked' && !isAsked && (
        <button type="button" className="button" data-plain onClick={() => choose('off')}>
          Don’t ask again
        </button>
      )}
    </div>
  )
}

const printProgress = ({ dois, answered }: Extract<LookupState, { kind: 'asking' }>): string =>
  dois.length === 1
    ? `Looking up ${nameOfDoi(dois[0]!)}…`
    : `Looking up ${Math.min(answered + 1, dois.length)} of ${dois.length}…`

const printProblems = (problems: readonly string[]): string =>
  [
    ...problems.slice(0, MOST_PROBLEMS),
    ...(problems.length > MOST_PROBLEMS ? [`${problems.length - MOST_PROBLEMS} more failed.`] : []),
  ].join(' ')
