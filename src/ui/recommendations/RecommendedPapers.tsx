import { useRef, type KeyboardEvent } from 'react'
import type { Advised } from '../../engine/related/recommend.ts'
import { venueAndYear } from '../../model/query/fields.ts'
import { STATUS_LABELS, toMark, type Status } from '../../model/mark/mark.ts'
import { isCode, type PaperHead, type PaperId } from '../../model/paper/paper.ts'
import { useLibrary, useShortcuts } from '../../store/hooks.ts'
import { AwardIcon } from '../../widgets/icons.tsx'
import { commandOf, readKey } from '../commands/keyEvents.ts'
import type { Scene } from '../commands/actions.ts'
import { MatchingTerms } from './MatchingTerms.tsx'
import styles from './Recommendations.module.css'

type Props = {
  readonly scene: Scene
  readonly papers: readonly Advised[]
  readonly onOpen: (paper: PaperId) => void
  readonly onDecide: (paper: PaperId, status: Status) => void
}

/** The decisions offered for a paper. */
const DECISIONS = [
  ['to-read', STATUS_LABELS['to-read']],
  ['skipped', 'Skip'],
] as const satisfies readonly (readonly [Status, string])[]

/** The recommended papers that are still unread. The keys of the list move between them and decide on them. */
export function RecommendedPapers({ scene, papers, onOpen, onDecide }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const { hints } = useShortcuts()
  const marks = useLibrary(({ marks }) => marks)
  const shown = papers.filter(({ paper }) => toMark(marks.get(paper.id)).status === 'unread')
  const titles = () => [...list.current!.querySelectorAll<HTMLElement>('h3 button')]
  const placeOf = (element: EventTarget) =>
    titles().findIndex((title) => title.closest('li')!.contains(element as Node))

  const decide = (place: number, status: Status) => {
    const all = titles()
    // Moves the focus to the next paper before this one disappears.
    const next = all[place + 1] ?? all[place - 1]
    next?.focus()
    onDecide(shown[place]!.paper.id, status)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const key = readKey(event.nativeEvent)
    const place = placeOf(event.target)
    if (key === null || place < 0) return
    const goTo = (to: number) => () => titles()[to]?.focus()
    /** Actions by the id of a command of the list. */
    const COMMANDS: Readonly<Record<string, () => void>> = {
      next: goTo(place + 1),
      previous: goTo(place - 1),
      first: goTo(0),
      last: goTo(shown.length - 1),
      ...Object.fromEntries(DECISIONS.map(([status]) => [`status-${status}`, () => decide(place, status)])),
    }
    const act = COMMANDS[commandOf(key, scene)?.id ?? '']
    if (!act) return
    event.preventDefault()
    act()
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
            <MatchingTerms label="Why" words={words} />
          </div>
          <div className={styles['decide']}>
            {DECISIONS.map(([status, label]) => (
              <button
                key={status}
                type="button"
                className="button"
                aria-describedby={`advised-${place}`}
                onClick={() => decide(place, status)}
              >
                {label}
                {hints[`status-${status}`] && <kbd aria-hidden="true">{hints[`status-${status}`]}</kbd>}
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
