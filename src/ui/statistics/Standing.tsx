import { TALLY_FIELDS, type Counts, type Tally, type TallyField } from '../../engine/facets/statusTally.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { STATUSES, STATUS_LABELS, type Status } from '../../model/mark/mark.ts'
import type { Spread } from '../../model/mark/readingStatistics.ts'
import { ORDER, type Part } from './plot/drawing.ts'
import { Plot } from './plot/Plot.tsx'
import { ofRest, ofStatus, ofValue, ofWaiting } from './queries.ts'
import { placeRows } from './plot/barChart.ts'
import { nameOf, sayMostRead, describeStanding, sayWaiting, sumOf } from './captions.ts'
import styles from './Statistics.module.css'

const FIELDS: Readonly<Record<TallyField, { readonly title: string; readonly head: string }>> = {
  topic: { title: 'By topic', head: 'Topic' },
  venue: { title: 'By venue', head: 'Venue' },
  year: { title: 'By year', head: 'Year' },
}

/** The statuses of all papers, and how long those marked To read have been waiting. */
export function Standing({ tally, waits }: { readonly tally: Tally; readonly waits: Spread }) {
  return (
    <section className={styles['part']} aria-labelledby="where-they-stand">
      <div className={styles['title']}>
        <h3 id="where-they-stand">Where the papers stand</h3>
      </div>
      <div className={styles['plots']} data-split="1-1">
        <All counts={tally.all} />
        <Waiting waits={waits} />
      </div>
      <By tally={tally} />
    </section>
  )
}

const countOf = (counts: Counts, status: Status) => counts[STATUSES.indexOf(status)]!

function All({ counts }: { readonly counts: Counts }) {
  const gist = describeStanding(counts)
  const parts = ORDER.map((status): Part => {
    const papers = countOf(counts, status)
    return { status, papers, name: `${STATUS_LABELS[status]}: ${printCount(papers, 'paper')}`, query: ofStatus(status) }
  })
  const rows = parts.map((part) => {
    return { label: STATUS_LABELS[part.status], end: printNumber(part.papers), parts: [part], whole: null }
  })
  const cells = parts.map(({ status, papers, query }) => ({ head: STATUS_LABELS[status], query, cells: [papers] }))
  return (
    <Plot
      title="All papers"
      gist={gist}
      file="status"
      table={{ heads: ['Status', 'Papers'], rows: cells }}
      draw={(width) => placeRows(rows, width, 'plain')}
    />
  )
}

const AGES = ['Up to a week', 'Up to a month', 'Up to a quarter', 'Longer']

function Waiting({ waits }: { readonly waits: Spread }) {
  const title = 'How long papers have been To read'
  const gist = sayWaiting(waits)
  const rows = waits.bars.map(({ papers, typed }, i) => {
    const label = AGES[i]!
    const part: Part = {
      status: 'to-read',
      papers,
      name: `${label}: ${printCount(papers, 'paper')}`,
      query: ofWaiting(typed),
    }
    return { label, end: printNumber(papers), parts: [part], whole: null }
  })
  const cells = rows.map(({ label, parts: [part] }) => ({ head: label, query: part!.query, cells: [part!.papers] }))
  return (
    <Plot
      title={title}
      gist={gist}
      file="to-read"
      table={{ heads: ['To read for', 'Papers'], rows: cells }}
      draw={waits.papers > 0 ? (width) => placeRows(rows, width, 'plain') : null}
    />
  )
}

/** Statuses by topic, venue and year. Short charts are stacked beside a long one. */
function By({ tally }: { readonly tally: Tally }) {
  const [first, ...others] = TALLY_FIELDS.filter((field) => tally.by[field].rows.length > 0).map((field) => (
    <ByField key={field} field={field} tally={tally} />
  ))
  const [topics, ...rest] = TALLY_FIELDS.map((field) => tally.by[field].rows.length)
  const isShort = rest.reduce((sum, rows) => sum + rows, 0) <= topics!
  return (
    <div className={styles['plots']} data-split={isShort ? '1-1' : '1-1-1'}>
      {first}
      {isShort ? <div className={styles['stack']}>{others}</div> : others}
    </div>
  )
}

/** Up to this number of papers, bars show counts; above it, shares. */
const MOST_DRAWN = 40

function ByField({ field, tally }: { readonly field: TallyField; readonly tally: Tally }) {
  const { title, head } = FIELDS[field]
  const table = tally.by[field]
  const values = table.rows.map(({ value }) => value)
  const toRow = (label: string, counts: Counts, queryOf: (status?: Status) => string) => ({
    label,
    counts,
    end: `${printNumber(countOf(counts, 'read'))} of ${printNumber(sumOf(counts))}`,
    whole: { name: `${label}: ${printCount(sumOf(counts), 'paper')}`, query: queryOf() },
    parts: ORDER.map((status): Part => {
      const papers = countOf(counts, status)
      const name = `${label}: ${printNumber(papers)} ${STATUS_LABELS[status].toLowerCase()}`
      return { status, papers, name, query: queryOf(status) }
    }),
  })
  const rows = [
    ...table.rows.map(({ value, counts }) => toRow(nameOf(value), counts, (status) => ofValue(field, value, status))),
    ...(sumOf(table.rest) > 0 ? [toRow('All others', table.rest, (status) => ofRest(field, values, status))] : []),
  ]
  const gist = sayMostRead(table)
  const cells = rows.map(({ label, counts, whole }) => ({
    head: label,
    query: whole.query,
    cells: [sumOf(counts), ...ORDER.map((status) => countOf(counts, status))],
  }))
  const heads = [head, 'Papers', ...ORDER.map((status) => STATUS_LABELS[status])]
  const most = Math.max(...rows.map(({ counts }) => sumOf(counts)))
  return (
    <Plot
      title={title}
      gist={gist}
      file={`by-${field}`}
      table={{ heads, rows: cells }}
      draw={(width) => placeRows(rows, width, most > MOST_DRAWN ? 'shares' : 'parts')}
    />
  )
}
