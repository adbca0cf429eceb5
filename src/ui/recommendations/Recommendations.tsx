import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { RecommendationOptions } from '../../engine/related/recommendationOptions.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { useLibrary } from '../../store/hooks.ts'
import { useHints } from '../commands/shortcutHints.ts'
import { commandOf, readKey } from '../commands/keyEvents.ts'
import { useModal } from '../dialog/useModal.ts'
import { undo, type Scene } from '../commands/actions.ts'
import page from '../statistics/Statistics.module.css'
import { ToastPlace } from '../notices/Toast.tsx'
import { useRecommendations, type Asked } from './useRecommendations.ts'
import { NoRecommendations } from './NoRecommendations.tsx'
import { RecommendedPapers } from './RecommendedPapers.tsx'
import styles from './Recommendations.module.css'

const AT_ONCE = 10
const MOST = 50

const KNOBS = [
  ['code', 'With code'],
  ['awarded', 'Awarded'],
  ['spread', 'Spread over topics'],
] as const satisfies readonly (readonly [keyof RecommendationOptions, string])[]

/** Unread papers similar to those the user starred and read, each with the words that count in its favour. */
export function Recommendations({ scene }: { readonly scene: Scene }) {
  const { screen, library, viewing } = scene
  const close = () => screen.getState().show(null)
  const modal = useModal(close)
  const [options, setOptions] = useState<RecommendationOptions>({
    code: false,
    awarded: false,
    spread: false,
    most: AT_ONCE,
  })
  const asked = useRecommendations(options)
  const canUndo = useLibrary(({ past }) => past.length > 0)
  const hints = { undo: useHints('undo'), close: useHints('close', 'Close') }
  const title = useRef<HTMLHeadingElement>(null)
  // Screen readers start at the title.
  useEffect(() => title.current!.focus(), [])
  // If the focused paper disappears, the title gets the focus.
  useEffect(() => {
    if (!modal.ref.current!.contains(document.activeElement)) title.current!.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const key = readKey(event.nativeEvent)
    const command = key === null ? undefined : commandOf(key, scene)?.id
    if (command !== 'undo' && command !== 'redo') return
    event.preventDefault()
    undo({ library }, command === 'redo')
  }
  const advice = asked && 'papers' in asked ? asked : null
  const { papers = [], lacks = null } = advice ?? {}
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its key has a button
    <dialog
      {...modal}
      aria-label="What to read next"
      className={`${page['dialog']} ${styles['dialog']}`}
      onKeyDown={onKeyDown}
    >
      <header className={page['head']}>
        <h2 ref={title} tabIndex={-1}>
          What to read next
        </h2>
        <p role="status">{say(asked)}</p>
        <button
          type="button"
          className="button"
          {...hints.undo}
          disabled={!canUndo}
          onClick={() => undo({ library }, false)}
        >
          Undo
        </button>
        <button type="button" className="button" data-plain aria-label="Close" {...hints.close} onClick={close}>
          ×
        </button>
      </header>
      <div className={page['page']}>
        {lacks !== 'marks' && <Knobs options={options} onChange={setOptions} />}
        {asked && 'failed' in asked && <p role="alert">The papers could not be compared: {asked.failed}</p>}
        {advice && lacks && (
          <NoRecommendations advice={advice} options={options} onTriage={() => screen.getState().show('triage')} />
        )}
        <RecommendedPapers
          scene={scene}
          papers={papers}
          onOpen={(paper) => {
            close()
            viewing.getState().change({ paper })
          }}
          onDecide={(paper, status) => library.getState().edit([paper], { status })}
        />
        {papers.length === options.most && options.most < MOST && (
          <button
            type="button"
            className={`button ${styles['more']}`}
            onClick={() => setOptions({ ...options, most: options.most + AT_ONCE })}
          >
            Ten more
          </button>
        )}
        <Rules />
      </div>
      <ToastPlace />
    </dialog>
  )
}

type KnobsProps = {
  readonly options: RecommendationOptions
  readonly onChange: (options: RecommendationOptions) => void
}

const Knobs = ({ options, onChange }: KnobsProps) => (
  <fieldset className={styles['knobs']}>
    <legend>Show</legend>
    {KNOBS.map(([knob, label]) => (
      <label key={knob}>
        <input
          type="checkbox"
          checked={options[knob]}
          onChange={({ target }) => onChange({ ...options, [knob]: target.checked })}
        />
        {label}
      </label>
    ))}
  </fieldset>
)

/** A sentence that says what the list is based on. */
function say(asked: Asked | null): string {
  if (asked === null) return 'Comparing the papers…'
  if ('failed' in asked || asked.lacks === 'marks') return ''
  const skipped = asked.skipped === 0 ? 'none' : printNumber(asked.skipped)
  return `By the ${printCount(asked.liked, 'paper')} you starred or read, and ${skipped} you skipped`
}

const Rules = () => (
  <details className={page['rules']}>
    <summary>How this is worked out</summary>
    <p>
      On this device, by words alone: those of titles, highlights, topics, and your own notes and tags. Starred papers
      count most, then those that you read or are reading, then those To read. Skipped papers count against, and unread
      ones do a little. A word in few papers counts more. Each paper shows the words that count most for it. The same
      marks always give the same list.
    </p>
  </details>
)
