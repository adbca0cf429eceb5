import { useRef, type KeyboardEvent } from 'react'
import type { Advised } from '../../engine/advice.ts'
import { venueAndYear } from '../../model/fields.ts'
import { STATUSES, STATUS_LABELS, toMark, type Status } from '../../model/mark.ts'
import { isCode, type PaperHead, type PaperId } from '../../model/paper.ts'
import { useLibrary } from '../../store/hooks.ts'
import { AwardIcon } from '../../table/AwardIcon.tsx'
import { Words } from './Words.tsx'
import styles from './Advice.module.css'

type Props = {
  readonly papers: readonly Advised[]
  readonly onOpen: (paper: PaperId) => void
  readonly onDecide: (paper: PaperId, status: Status) => void
}

/** What can be said of a paper here, each by the key that says it everywhere. */
const DECISIONS = (['to-read', 'skipped'] as const).map((status) => ({
  status,
  key: String(STATUSES.indexOf(status) + 1),
  label: status === 'skipped' ? 'Skip' : STATUS_LABELS[status],
}))

/** The papers that are advised and still unread; arrows go from one to the next, and a key decides. */
export function Papers({ papers, onOpen, onDecide }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const marks = useLibrary(({ marks }) => marks)
  const shown = papers.filter(({ paper }) => toMark(marks.get(paper.id)).status === 'unread')
  const titles = () => [...list.current!.querySelectorAll<HTMLElement>('h3 button')]
  const placeOf = (element: EventTarget) =>
    titles().findIndex((title) => title.closest('li')!.contains(element as Node))

  const decide = (place: number, status: Status) => {
    const all = titles()
    // The keyboard goes on to the paper after it before that one is gone.
    const next = all[place + 1] ?? all[place - 1]
    next?.focus()
    onDecide(shown[place]!.paper.id, status)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const place = placeOf(event.target)
    const decision = DECISIONS.find(({ key }) => key === event.key)
    const to = { ArrowDown: place + 1, j: place + 1, ArrowUp: place - 1, k: place - 1, Home: 0, End: shown.length - 1 }[
      event.key
    ]
    if (place < 0 || (!decision && to === undefined)) return
    event.preventDefault()
    if (decision) decide(place, decision.status)
    else titles()[to!]?.focus()
  }
  if (shown.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys have buttons in it
    <ol ref={list} className={styles['papers']} aria-label="Papers to read next" onKeyDown={onKeyDown}>
      {shown.map(({ paper, words }, place) => (
        <li key={paper.id}>
          <div className={styles['about']}>
            <h3 id={`advised-${place}`}>
              <button type="button" dir="auto" onClick={() => onOpen(paper.id)}>
                {paper.title}
              </button>
            </h3>
            <About paper={paper} />
            <Words label="What speaks for it" words={words} />
          </div>
          <div className={styles['decide']}>
            {DECISIONS.map(({ status, key, label }) => (
              <button
                key={status}
                type="button"
                className="button"
                aria-describedby={`advised-${place}`}
                onClick={() => decide(place, status)}
              >
                {label} <kbd aria-hidden="true">{key}</kbd>
              </button>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

const About = ({ paper }: { readonly paper: PaperHead }) => (
  <p className={styles['meta']}>
    {[venueAndYear(paper), paper.affiliations.join(', '), paper.links.some(isCode) && 'Code']
      .filter(Boolean)
      .join(' · ')}
    {paper.awards.map((award) => (
      <span key={award} className={styles['award']}>
        {' '}
        <AwardIcon label="Award" /> {award}
      </span>
    ))}
  </p>
)
