import { STATUS_LABELS, type Status } from '../../../model/mark/mark.ts'
import { LABEL_PX, ORDER, SMALL_PX, type Drawing, type Part, type Target, type Text } from './drawing.ts'
import { fit, pieces, widthOf } from './scale.ts'
import { isolate } from '../captions.ts'

/** A horizontal bar of one or several parts: its label, the text at its end, and the view of all of it. */
export type Row = {
  readonly label: string
  readonly end: string
  readonly parts: readonly Part[]
  readonly whole: { readonly name: string; readonly query: string } | null
}

const BAR_PX = 14
const GAP_PX = 2
const LEAST_PX = 3
/** A narrower bar is not readable. */
const LEAST_ROOM_PX = 180
const ROW_PX = 30
/** Row height with the label above the bar: enough for a thumb. */
const TALL_PX = 46
const KEY_PX = 18

/** The layout of rows: labels before the bars, or above them if they would take too much width. */
type Frame = {
  readonly width: number
  readonly left: number
  readonly room: number
  readonly high: number
  readonly isTall: boolean
}

/** Rows of one part, rows of several parts with a key above, or rows of shares, all of full length. */
export type RowKind = 'plain' | 'parts' | 'shares'

/** Lays out horizontal bars. Their length is the number of papers, or the full width for shares. */
export function placeRows(rows: readonly Row[], width: number, kind: RowKind): Drawing {
  const widest = Math.max(...rows.map(({ label }) => widthOf(label, LABEL_PX))) + 12
  const end = Math.max(...rows.map(({ end }) => widthOf(end, SMALL_PX))) + 12
  const isTall = kind !== 'plain' && width - widest - end < LEAST_ROOM_PX
  const left = isTall ? 0 : Math.min(widest, width * 0.5)
  const room = width - left - (isTall && kind === 'shares' ? 0 : end)
  const frame = { width, left, room, high: isTall ? TALL_PX : ROW_PX, isTall }
  const has = (status: Status) =>
    rows.some(({ parts }) => parts.some((part) => part.status === status && part.papers > 0))
  const keys = placeKeys(kind === 'plain' ? [] : ORDER.filter(has), width)
  const top = keys.length === 0 ? 0 : keys.at(-1)!.y + KEY_PX + 8
  const most = Math.max(1, ...rows.map(({ parts }) => sum(parts)))
  const placed = rows.map((row, i) => placeRow(row, frame, top + i * frame.high, kind, most))
  return {
    width,
    height: top + rows.length * frame.high,
    bars: [
      ...keys.map(({ status, x, y }) => ({ status, x: x + 0.5, y: y + 2.5, width: 9, height: 9 })),
      ...placed.flatMap(({ bars }) => bars),
    ],
    texts: [
      ...keys.map(({ status, x, y }): Text => ({
        kind: 'quiet',
        x: x + 15,
        y: y + 11,
        anchor: 'start',
        text: STATUS_LABELS[status],
      })),
      ...placed.flatMap(({ texts }) => texts),
    ],
    lines: [],
    targets: placed.map(({ targets }) => targets),
  }
}

/** Lays out one row at `y`; `most` is the number of papers of the longest. */
function placeRow(row: Row, { width, left, room, high, isTall }: Frame, y: number, kind: RowKind, most: number) {
  const { label, end, parts } = row
  const papers = sum(parts)
  const length = kind === 'shares' || papers === 0 ? room : Math.max(LEAST_PX, (room * papers) / most)
  const cut = pieces(
    parts.map((part) => part.papers),
    length,
    GAP_PX,
    LEAST_PX,
  )
  const [bar, line] = isTall ? [y + 22, y + 15] : [y + (high - BAR_PX) / 2, y + high / 2 + 4.5]
  const beside = isTall && kind === 'shares'
  const name = fit(label, isTall ? width - (beside ? widthOf(end, SMALL_PX) + 12 : 0) : left - 8, LABEL_PX)
  const some = parts.flatMap((part, i) =>
    part.papers > 0 ? [{ ...part, x: left + cut[i]!.from, width: cut[i]!.length }] : [],
  )
  const last = some.at(-1)
  return {
    texts: [
      { kind: 'label', x: 0, y: line, anchor: 'start', text: isolate(name) },
      kind === 'shares'
        ? { kind: 'quiet', x: width, y: line, anchor: 'end', text: end }
        : {
            kind: kind === 'plain' ? 'number' : 'quiet',
            x: last ? last.x + last.width + 8 : left,
            y: isTall ? bar + 11.5 : line,
            anchor: 'start',
            text: end,
          },
    ] satisfies readonly Text[],
    bars: some.map(({ status, x, width }) => ({
      status,
      x: x + 0.5,
      y: bar + 0.5,
      width: Math.max(1, width - 1),
      height: BAR_PX - 1,
    })),
    targets: placeTargets(row, some, { y, high, label: isTall ? high / 2 : 0, left, width }),
  }
}

type Piece = Part & { readonly x: number; readonly width: number }
type Line = {
  readonly y: number
  readonly high: number
  readonly label: number
  readonly left: number
  readonly width: number
}

/** A row of one part is one link. In others the label links to all papers, and each part to its own. */
function placeTargets(
  { whole }: Row,
  some: readonly Piece[],
  { y, high, label, left, width }: Line,
): readonly Target[] {
  const [first] = some
  if (!first) return []
  if (!whole) return [{ x: 0, y, width, height: high, name: first.name, query: first.query }]
  return [
    { x: 0, y, width: label > 0 ? width : left - 4, height: label || high, ...whole },
    ...some.map(({ x, width, name, query }) => ({
      x: x - 1,
      y: y + label,
      width: width + 2,
      height: high - label,
      name,
      query,
    })),
  ]
}

const sum = (parts: readonly Part[]) => parts.reduce((sum, { papers }) => sum + papers, 0)

/** Positions of the keys of the statuses, in as many lines as they need. */
function placeKeys(statuses: readonly Status[], width: number) {
  let [x, y] = [0, 0]
  return statuses.map((status) => {
    const own = widthOf(STATUS_LABELS[status], SMALL_PX) + 28
    if (x > 0 && x + own > width) [x, y] = [0, y + KEY_PX]
    const key = { status, x, y }
    x += own
    return key
  })
}
