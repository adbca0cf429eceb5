import { useEffect, useState, type KeyboardEvent } from 'react'
import { errorMessage } from '../../model/errorMessage.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { PATH_SEPARATOR, venueAndYear } from '../../model/query/fields.ts'
import { landingPage } from '../../model/paper/identity.ts'
import { isFixed } from '../../model/keys/key.ts'
import { STATUSES, STATUS_LABELS, type Status } from '../../model/mark/mark.ts'
import { isCode, type Paper } from '../../model/paper/paper.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { useLibrary, useMark, useShortcuts } from '../../store/hooks.ts'
import { countStatuses, leavePile, openPile, type Pile } from '../../store/library/triage.ts'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { Star } from '../../widgets/Star.tsx'
import { useHints } from '../commands/shortcutHints.ts'
import { Highlights } from './Highlights.tsx'
import { commandOf, readKey } from '../commands/keyEvents.ts'
import { useModal } from '../dialog/useModal.ts'
import { NameList } from './NameList.tsx'
import { follow, writeNote, type Scene } from '../commands/actions.ts'
import { ToastPlace } from '../notices/Toast.tsx'
import styles from './Triage.module.css'
import { SETTINGS } from '../../storage/names.ts'

const left = openSetting(SETTINGS.triage)

/** Triage: one paper of the view at a time. A key decides and shows the next one. */
export function Triage({ scene }: { readonly scene: Scene }) {
  const { answers, viewing, screen } = scene
  const close = () => screen.getState().show(null)
  const [pile, setPile] = useState<Pile | { readonly failed: string } | null>(null)
  const modal = useModal(close, pile !== null)
  // The view may change meanwhile. The pile stays.
  const [view] = useState(() => viewing.getState().view)
  useEffect(() => {
    let isWanted = true
    openPile(answers.getState(), view, left).then(
      (opened) => isWanted && setPile(opened),
      (error: unknown) => isWanted && setPile({ failed: errorMessage(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [answers, view])
  return (
    <dialog {...modal} aria-label="Triage" className={styles['dialog']}>
      {pile === null && <p role="status">Loading the papers…</p>}
      {pile && 'failed' in pile && <p role="alert">The papers could not be loaded: {pile.failed}</p>}
      {pile && 'papers' in pile && (
        <Papers pile={pile} scene={scene} onAt={(paper) => leavePile(left, view, paper?.id ?? null)} onClose={close} />
      )}
      <ToastPlace />
    </dialog>
  )
}

/** The focus is on the paper, so that screen readers read it. */
const focusIt = (element: HTMLElement | null) => element?.focus()

type PapersProps = {
  readonly pile: Pile
  readonly scene: Scene
  /** The current paper; null once the pile is done. */
  readonly onAt: (paper: Paper | null) => void
  readonly onClose: () => void
}

function Papers({ pile: { papers, begin }, scene, onAt, onClose }: PapersProps) {
  const { library, viewing } = scene
  const hints = useHints('close', 'Close')
  const [at, setAt] = useState(begin)
  const paper = papers[at]
  const go = (to: number) => {
    const next = Math.min(papers.length, Math.max(0, to))
    setAt(next)
    onAt(papers[next] ?? null)
  }
  const decide = (status: Status) => {
    if (!paper) return
    library.getState().edit([paper.id], { status })
    go(at + 1)
  }
  const onNote = () => {
    if (!paper) return
    onClose()
    viewing.getState().change({ paper: paper.id })
    scene.queue.run(() => {
      writeNote(scene)
      return scene.screen.getState().arrival()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const key = readKey(event.nativeEvent)
    const isControl = event.target instanceof Element && event.target.closest('button, a') !== null
    if (key === null || (isControl && (key === 'Space' || key === 'Enter'))) return
    // Up and down arrows scroll here.
    const act = KEYS[key] ?? (isFixed(key) ? undefined : COMMANDS[commandOf(key, scene)?.id ?? ''])
    if (!act) return
    event.preventDefault()
    act()
  }
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowRight: () => go(at + 1),
    Space: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    Backspace: () => go(at - 1),
  }
  /** The actions of commands in triage, by their ids. */
  const COMMANDS: Readonly<Record<string, () => void>> = {
    next: () => go(at + 1),
    previous: () => go(at - 1),
    ...Object.fromEntries(STATUSES.map((status) => [`status-${status}`, () => decide(status)])),
    star: () => paper && library.getState().edit([paper.id], ({ starred }) => ({ starred: !starred })),
    note: onNote,
    close: onClose,
    paper: () => follow(landingPage(paper?.links ?? [])),
    code: () => follow(paper?.links.find(isCode)?.url),
    undo: () => {
      library.getState().undo()
      go(at - 1)
    },
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its keys have buttons beside them
    <div className={styles['frame']} onKeyDown={onKeyDown}>
      <div className={styles['head']}>
        <progress max={Math.max(1, papers.length)} value={at} aria-label="Progress" />
        <span role="status">{paper ? `${printNumber(at + 1)} of ${printNumber(papers.length)}` : 'All done'}</span>
        <button type="button" className="button" data-plain aria-label="Close" {...hints} onClick={onClose}>
          ×
        </button>
      </div>
      <div
        key={at}
        ref={focusIt}
        className={styles['page']}
        tabIndex={-1}
        role="group"
        aria-label={paper?.title ?? 'What became of them'}
      >
        {paper ? <Facts paper={paper} /> : <Summary papers={papers} />}
      </div>
      <div className={styles['keys']}>
        <button type="button" className="button" disabled={at === 0} onClick={() => go(at - 1)}>
          <kbd aria-hidden="true">←</kbd> Back
        </button>
        {paper && <Decisions paper={paper} onDecide={decide} />}
        {paper ? (
          <button type="button" className="button" onClick={() => go(at + 1)}>
            Not now <kbd aria-hidden="true">→</kbd>
          </button>
        ) : (
          <button type="button" className="button" data-main onClick={onClose}>
            Done
          </button>
        )}
      </div>
    </div>
  )
}

function Decisions({ paper, onDecide }: { readonly paper: Paper; readonly onDecide: (status: Status) => void }) {
  const { status: present } = useMark(paper.id)
  const { hints } = useShortcuts()
  return STATUSES.map((status) => (
    <button
      key={status}
      type="button"
      className="button"
      aria-pressed={status === present}
      data-status={status}
      onClick={() => onDecide(status)}
    >
      {hints[`status-${status}`] && <kbd aria-hidden="true">{hints[`status-${status}`]}</kbd>} {STATUS_LABELS[status]}
    </button>
  ))
}

/** What helps to decide, and nothing else. */
const Facts = ({ paper }: { readonly paper: Paper }) => (
  <>
    <h2 dir="auto">
      {paper.title} <Star paper={paper.id} />
    </h2>
    <p className={styles['meta']}>
      <NameList names={[venueAndYear(paper), ...paper.affiliations].filter(Boolean)} between=" · " />
    </p>
    {paper.authors.length > 0 && (
      <p className={styles['meta']}>
        <NameList names={paper.authors} />
      </p>
    )}
    <p className={styles['meta']}>
      <NameList names={paper.topics.map((path) => path.join(PATH_SEPARATOR))} between=" · " />
    </p>
    {paper.awards.length > 0 && (
      <p className={styles['award']}>
        <NameList names={paper.awards} between=" · " />
      </p>
    )}
    <Highlights highlights={paper.highlights} />
    <p className={styles['links']}>
      {paper.links.map((link) => (
        <ExternalLink key={link.url} link={link} />
      ))}
    </p>
  </>
)

function Summary({ papers }: { readonly papers: readonly Paper[] }) {
  const marks = useLibrary(({ marks }) => marks)
  const counts = [...countStatuses(papers, marks)].filter(([, count]) => count > 0)
  return (
    <>
      <h2>All done</h2>
      <ul>
        {counts.map(([status, count]) => (
          <li key={status}>
            {printNumber(count)} {STATUS_LABELS[status].toLowerCase()}
          </li>
        ))}
      </ul>
    </>
  )
}
