import { printNumber } from '../../model/numberFormat.ts'
import { HORIZONS, type Horizon, type ReadIn } from '../../model/mark/readingStatistics.ts'
import { placeColumns } from './plot/columnChart.ts'
import { Plot } from './plot/Plot.tsx'
import { ofReading } from './queries.ts'
import { HORIZON_LABELS, labelSpan, formatSpan, printSpans, sayAtOnce, sayRead, sayTook } from './captions.ts'
import styles from './Statistics.module.css'

type Props = {
  readonly read: ReadIn
  readonly horizon: Horizon
  readonly onHorizon: (horizon: Horizon) => void
}

/** The papers read, and how long they were marked To read before. */
export function Reading({ read, horizon, onHorizon }: Props) {
  return (
    <section className={styles['part']} aria-labelledby="what-was-read">
      <div className={`${styles['title']} ${styles['onScreen']}`}>
        <h3 id="what-was-read">What you read</h3>
        <fieldset className={styles['horizons']}>
          <legend>How far back</legend>
          {HORIZONS.map((name) => (
            <label key={name}>
              <input type="radio" name="horizon" checked={name === horizon} onChange={() => onHorizon(name)} />
              {HORIZON_LABELS[name]}
            </label>
          ))}
        </fieldset>
        <p className={styles['period']}>{printSpans(read.kind, read.bars)}</p>
      </div>
      <div className={styles['plots']} data-split="2-1">
        <Read read={read} horizon={horizon} />
        <Took read={read} />
      </div>
    </section>
  )
}

function Read({ read, horizon }: Pick<Props, 'read' | 'horizon'>) {
  const { kind, bars } = read
  const title = `Papers read, by ${kind}`
  const gist = [sayRead(horizon, read), sayAtOnce(read)].filter(Boolean).join(' ')
  const columns = bars.map((bar, i) => {
    const name = `${formatSpan(kind, bar)}${i === bars.length - 1 ? ', so far' : ''}`
    const part = {
      status: 'read',
      papers: bar.papers,
      name: `${name}: ${printNumber(bar.papers)} read`,
      query: ofReading(bar.typed),
    } as const
    return { ...labelSpan(kind, bar), name, part }
  })
  const rows = columns.map(({ name, part }) => ({ head: name, query: part.query, cells: [part.papers] }))
  return (
    <Plot
      title={title}
      gist={gist}
      file={`read-by-${kind}`}
      table={{ heads: [capital(kind), 'Papers read'], rows }}
      draw={(width) => placeColumns(columns, width)}
    />
  )
}

function Took({ read: { typed, took } }: Pick<Props, 'read'>) {
  const title = 'Days from To read to Read'
  const gist = sayTook(took)
  const columns = took.bars.map(({ from, to, papers, typed: days }) => {
    const label = to === null ? `${from}+` : from === to ? `${from}` : `${from}–${to}`
    const words =
      from === to ? 'On the same day' : to === null ? `After ${from} days or more` : `After ${from} to ${to} days`
    const part = {
      status: 'read',
      papers,
      name: `${words}: ${printNumber(papers)} read`,
      query: ofReading(typed, days),
    } as const
    return { label, words, part }
  })
  const rows = columns.map(({ words, part }) => ({ head: words, query: part.query, cells: [part.papers] }))
  return (
    <Plot
      title={title}
      gist={gist}
      file="days-to-read"
      table={{ heads: ['From To read to Read', 'Papers'], rows }}
      draw={took.papers > 0 ? (width) => placeColumns(columns, width) : null}
    />
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
