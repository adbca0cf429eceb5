import { useEffect, useMemo, useRef, useState } from 'react'
import type { Tally } from '../../engine/facets/statusTally.ts'
import { firstDayOfWeek } from '../../model/time/calendar.ts'
import { printCount } from '../../model/numberFormat.ts'
import { readPerPeriod, readMarks, waiting, type Horizon } from '../../model/mark/readingStatistics.ts'
import { printView } from '../../model/query/view.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { useModal } from '../dialog/useModal.ts'
import type { Scene } from '../commands/actions.ts'
import { ToastPlace } from '../notices/Toast.tsx'
import { Reading } from './Reading.tsx'
import { Standing } from './Standing.tsx'
import { WayContext, type OpenQuery } from './plot/PlotLinks.tsx'
import { printDate, printSpans, sumOf } from './captions.ts'
import styles from './Statistics.module.css'

const firstDay = firstDayOfWeek(Intl.DateTimeFormat().resolvedOptions().locale)

/** Statistics of papers read and of statuses, from the timestamps of the user’s marks. */
export function Statistics({ scene: { screen, viewing } }: { readonly scene: Scene }) {
  const close = () => screen.getState().show(null)
  const modal = useModal(close)
  const way: OpenQuery = useMemo(() => {
    const { view, change } = viewing.getState()
    return {
      address: (text) => `?${printView({ ...view, text, paper: null })}`,
      open(text) {
        screen.getState().show(null)
        change({ text, paper: null })
      },
    }
  }, [screen, viewing])
  const [now] = useState(Date.now)
  const marks = useLibrary(({ marks }) => marks)
  const said = useMemo(() => readMarks(marks), [marks])
  const ever = useMemo(() => readPerPeriod(said, 'all', now, firstDay).papers, [said, now])
  // The last weeks if they contain everything, or all time if the last months contain nothing.
  const usual = useMemo((): Horizon => {
    const papersOf = (horizon: Horizon) => readPerPeriod(said, horizon, now, firstDay).papers
    if (papersOf('weeks') === ever) return 'weeks'
    return papersOf('months') > 0 ? 'months' : 'all'
  }, [said, now, ever])
  const [chosen, setChosen] = useState<Horizon | null>(null)
  const horizon = chosen ?? usual
  const read = useMemo(() => readPerPeriod(said, horizon, now, firstDay), [said, horizon, now])
  const waits = useMemo(() => waiting(said, now), [said, now])
  const tally = useTally()
  // Screen readers start at the title.
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current!.focus(), [])
  const all = tally && 'all' in tally ? sumOf(tally.all) : null

  return (
    <dialog {...modal} aria-label="Where you stand" className={styles['dialog']}>
      <header className={styles['head']}>
        <h2 ref={title} tabIndex={-1}>
          <span className={styles['onScreen']}>Where you stand</span>
          <span className={styles['onPaper']}>What I read</span>
        </h2>
        <p>
          <span className={styles['onPaper']}>{printSpans(read.kind, read.bars)} · as of </span>
          {printDate(now)}
          {all !== null && ` · ${printCount(all, 'paper')}`}
        </p>
        <button type="button" className="button" onClick={() => print()}>
          Print
        </button>
        <button type="button" className="button" data-plain aria-label="Close" title="Close (Esc)" onClick={close}>
          ×
        </button>
      </header>
      <WayContext value={way}>
        <div className={styles['page']}>
          {ever === 0 ? <NothingRead /> : <Reading read={read} horizon={horizon} onHorizon={setChosen} />}
          {tally === null && <p role="status">Counting the papers…</p>}
          {tally && 'failed' in tally && <p role="alert">The papers could not be counted: {tally.failed}</p>}
          {tally && 'all' in tally && all! > 0 && <Standing tally={tally} waits={waits} />}
          {all === 0 && <p className={styles['nothing']}>No papers yet.</p>}
          {all !== 0 && <Rules />}
        </div>
      </WayContext>
      <ToastPlace />
    </dialog>
  )
}

const NothingRead = () => (
  <section className={styles['part']} aria-labelledby="what-was-read">
    <div className={styles['title']}>
      <h3 id="what-was-read">What you read</h3>
    </div>
    <p className={styles['nothing']}>
      Nothing is marked Read yet. Once papers are, this page shows their weeks and months, and how long the papers had
      been To read.
    </p>
  </section>
)

const Rules = () => (
  <details className={styles['rules']}>
    <summary>How this is counted</summary>
    <p>
      A paper counts as read on the day that ended with it marked Read, by the times kept with your marks and the
      calendar of this device. What was undone, or changed back on the same day, does not count. A paper that is To read
      again stays read, and counts again when it is read again; one that is set to Unread was not read.
    </p>
  </details>
)

/**
 * Counts of the statuses. Updated with each answer of the engine, so after each change; null until all papers are
 * loaded.
 */
function useTally(): Tally | { readonly failed: string } | null {
  const { answers } = useStores()
  const [tally, setTally] = useState<Tally | { readonly failed: string } | null>(null)
  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      const { opened, tally } = answers.getState()
      if (opened === null) return
      const found = await tally().catch(({ message }: Error) => ({ failed: message }))
      if (isWanted) setTally(found)
    }
    void ask()
    const stop = answers.subscribe(({ answer }, before) => void (answer !== before.answer && ask()))
    return () => {
      isWanted = false
      stop()
    }
  }, [answers])
  return tally
}
