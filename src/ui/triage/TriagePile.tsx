import { useLayoutEffect, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { isFixed } from '../../model/keys/key.ts'
import { STATUSES, STATUS_LABELS, type Status } from '../../model/mark/mark.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { landingPage } from '../../model/paper/identity.ts'
import { isCode, type PaperFacts } from '../../model/paper/paper.ts'
import { useMark, useShortcuts } from '../../store/hooks.ts'
import type { Pile } from '../../store/library/triage.ts'
import { isTypedIn } from '../../widgets/textInput.ts'
import { follow, type Scene } from '../commands/actions.ts'
import { commandOf, readKey } from '../commands/keyEvents.ts'
import { useHints } from '../commands/shortcutHints.ts'
import { scrollPage } from '../controls/scrollPage.ts'
import { TriagePaper, type Editing } from './TriagePaper.tsx'
import { TriageSummary } from './TriageSummary.tsx'
import styles from './Triage.module.css'

type Props = {
  readonly pile: Pile
  readonly scene: Scene
  /** The page of the current paper. */
  readonly page: RefObject<HTMLDivElement | null>
  /** The current paper; null once the pile is done. */
  readonly onAt: (paper: PaperFacts | null) => void
  readonly onClose: () => void
}

/** The papers of a triage one after the other, and the buttons and keys that decide. */
export function TriagePile({ pile: { papers, begin }, scene, page, onAt, onClose }: Props) {
  const { library } = scene
  const hints = useHints('close', 'Close')
  const [at, setAt] = useState(begin)
  const [editing, setEditing] = useState<Editing>(null)
  const paper = papers[at]
  const go = (to: number) => {
    const next = Math.min(papers.length, Math.max(0, to))
    setAt(next)
    setEditing(null)
    onAt(papers[next] ?? null)
  }
  const decide = (status: Status) => {
    if (!paper) return
    library.getState().edit([paper.id], { status })
    go(at + 1)
  }
  /** Goes to the paper that it changes, where that is in the pile. */
  const undo = () => {
    const changed = library.getState().past.at(-1)?.changes[0]?.paper
    library.getState().undo()
    const place = papers.findIndex(({ id }) => id === changed)
    if (place >= 0) go(place)
  }
  // In a low window the whole dialog scrolls.
  const scroll = (by: 1 | -1) => scrollPage(page.current!, by) || scrollPage(page.current!.closest('dialog')!, by)

  const onKeyDown = (event: KeyboardEvent) => {
    const { target, currentTarget } = event
    if (event.defaultPrevented || !(target instanceof Element)) return
    // A menu or a dialog over the triage has its own keys.
    if (target.closest('[role="menu"], dialog') !== currentTarget.closest('dialog')) return
    const key = readKey(event.nativeEvent)
    if (key === null) return
    if (isTypedIn(target)) {
      if (key !== 'Escape') return
      event.preventDefault()
      page.current!.focus()
      return
    }
    const isPress = key === 'Space' || key === 'Enter'
    if (target.closest(isPress ? 'button, a, input, summary' : 'input') && key !== 'Escape') return
    // Up and down arrows scroll here.
    const act = KEYS[key] ?? (isFixed(key) && key !== 'Escape' ? undefined : COMMANDS[commandOf(key, scene)?.id ?? ''])
    if (!act) return
    event.preventDefault()
    act()
  }
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowRight: () => go(at + 1),
    // As in mail: a page of the text, and after its end what is next.
    Space: () => scroll(1) || go(at + 1),
    'Shift+Space': () => void scroll(-1),
    ArrowLeft: () => go(at - 1),
    Backspace: () => go(at - 1),
  }
  /** The actions of commands in triage, by their ids. */
  const COMMANDS: Readonly<Record<string, () => void>> = {
    next: () => go(at + 1),
    previous: () => go(at - 1),
    ...Object.fromEntries(STATUSES.map((status) => [`status-${status}`, () => decide(status)])),
    star: () => paper && library.getState().edit([paper.id], ({ starred }) => ({ starred: !starred })),
    note: () => setEditing('note'),
    tag: () => setEditing('tags'),
    close: onClose,
    paper: () => follow(landingPage(paper?.links ?? [])),
    code: () => follow(paper?.links.find(isCode)?.url),
    undo,
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
      <Page key={at} page={page} label={paper?.title ?? 'What became of them'}>
        {paper ? (
          <TriagePaper paper={paper} editing={editing} onEdit={setEditing} onDone={() => page.current!.focus()} />
        ) : (
          <TriageSummary papers={papers} />
        )}
      </Page>
      <div className={styles['keys']}>
        <button type="button" className="button" disabled={at === 0} onClick={() => go(at - 1)}>
          <kbd aria-hidden="true">←</kbd> Back
        </button>
        {paper && <Decisions paper={paper} onDecide={decide} />}
        {paper ? (
          <button
            type="button"
            className="button"
            title="Decide nothing, and show the next paper"
            onClick={() => go(at + 1)}
          >
            Next <kbd aria-hidden="true">→</kbd>
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

function Decisions({ paper, onDecide }: { readonly paper: PaperFacts; readonly onDecide: (status: Status) => void }) {
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

type PageProps = {
  readonly page: RefObject<HTMLDivElement | null>
  readonly label: string
  readonly children: ReactNode
}

/** It takes the focus, so that screen readers read it. */
function Page({ page, label, children }: PageProps) {
  useLayoutEffect(() => page.current!.focus({ preventScroll: true }), [page])
  return (
    <div ref={page} className={styles['page']} tabIndex={-1} role="group" aria-label={label}>
      {children}
    </div>
  )
}
