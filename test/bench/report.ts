import { median, quantile } from './statistics.ts'

/** Values by metric, in the order in which they were measured. */
export type Samples = ReadonlyMap<string, readonly number[]>

/** The results, by size of the catalog and then by page. */
export type Results = ReadonlyMap<number, ReadonlyMap<string, Samples>>

/** The names of the metrics in the report. */
const METRICS: readonly (readonly [metric: string, label: string, digits?: number])[] = [
  ['first row', 'first visit: first row, ms'],
  ['first ready', 'first visit: all papers answer, ms'],
  ['second row', 'later visit: first row, ms'],
  ['second ready', 'later visit: all papers answer, ms'],
  ['first blocked', 'blocked at the first load, ms'],
  ['first longest task', 'longest task of it, ms'],
  ['search painted', 'search key → painted, ms'],
  ['search cpu', 'search key, CPU ms', 1],
  ['sort painted', 'sort → painted, ms'],
  ['sort cpu', 'sort, CPU ms', 1],
  ['facet painted', 'facet → painted, ms'],
  ['facet cpu', 'facet, CPU ms', 1],
  ['toggle painted', 'star → painted, ms'],
  ['toggle cpu', 'star, CPU ms', 1],
  ['note painted', 'letter of a note → painted, ms'],
  ['note cpu', 'letter of a note, CPU ms', 1],
  ['dropped %', 'frames dropped in a fling, %', 1],
  ['blank %', 'frames of it with a hole, %', 1],
  ['heap MB', 'heap of the page, MB', 1],
  ['heap MB after 500', 'the same after 500 keys, MB', 1],
  ['renderer MB', 'memory of the renderer, MB'],
]
/** A round has many values of these, so their slowest values mean something. */
const WITH_P95 = new Set(['search painted', 'search cpu', 'note painted', 'note cpu'])

const BASE = 'tanstack'
const APP = 'app'

/**
 * One size as a Markdown table: medians, with the 95th percentile where there are many values, and the app against an
 * ordinary page of TanStack Table.
 */
export function printTable(pages: ReadonlyMap<string, Samples>): string {
  const names = [...pages.keys()]
  const rows = METRICS.filter(([metric]) => names.some((name) => pages.get(name)!.has(metric)))
  const lines = rows.map(([metric, label, digits = 0]) => {
    const cells = names.map((name) => printValues(metric, pages.get(name)!.get(metric), digits))
    return [label, ...cells, printRatio(pages.get(APP)?.get(metric), pages.get(BASE)?.get(metric))]
  })
  const heads = ['', ...names.map((name) => `\`${name}\``), `\`${APP}\` ÷ \`${BASE}\``]
  return [heads, heads.map((_, i) => (i === 0 ? '---' : '--:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function printValues(metric: string, values: readonly number[] | undefined, digits: number): string {
  if (!values || values.length === 0) return ''
  const print = (value: number) => (Number.isNaN(value) ? '?' : value.toFixed(digits))
  return WITH_P95.has(metric) ? `${print(median(values))} / ${print(quantile(values, 0.95))}` : print(median(values))
}

function printRatio(ours: readonly number[] | undefined, theirs: readonly number[] | undefined): string {
  if (!ours || !theirs || median(theirs) === 0) return ''
  return (median(ours) / median(theirs)).toFixed(2)
}

const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

/** `text` with the part between its two markers replaced. Throws unless it has both. */
export function putBetweenMarkers(text: string, measured: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`There is no ${BEGIN} followed by ${END}.`)
  return `${text.slice(0, from + BEGIN.length)}\n\n${measured}\n\n${text.slice(to)}`
}
