import { printNumber } from '../../../model/numberFormat.ts'
import { SMALL_PX, type Drawing, type Part, type Text } from './drawing.ts'
import { ticks, widthOf } from './scale.ts'

/** A vertical bar: its label, and the label that several neighbours share, such as the year of months. */
export type Column = { readonly label: string; readonly group?: string; readonly part: Part }

const HIGH_PX = 176
const TOP_PX = 20
const WIDEST_PX = 56
const LEAST_PX = 2
/** Lowest top of the scale, so that a bar of one paper is not high. */
const LOWEST = 4
/** Narrowest column with room for its number. */
const ROOM_PX = 22

/** Lays out vertical bars with their numbers. If they are too narrow for numbers, grid lines show the scale. */
export function placeColumns(columns: readonly Column[], width: number): Drawing {
  const most = Math.max(LOWEST, ...columns.map(({ part }) => part.papers))
  const isDense = width / columns.length < ROOM_PX
  const marks = isDense ? ticks(most) : [0, most]
  const highest = marks.at(-1)!
  const step = (width - (isDense ? widthOf(printNumber(highest), SMALL_PX) + 8 : 0)) / columns.length
  const bar = Math.min(WIDEST_PX, step * (isDense ? 0.72 : 0.62))
  const heightOf = (papers: number) => (papers === 0 ? 0 : Math.max(LEAST_PX, (papers / highest) * HIGH_PX))
  const x = (place: number) => step * (place + 0.5)
  const y = (papers: number) => TOP_PX + HIGH_PX - heightOf(papers)

  const groups = placeGroups(columns, step)
  const every = Math.ceil((Math.max(...columns.map(({ label }) => widthOf(label, SMALL_PX))) + 4) / step)
  const labels = columns.filter((_, i) => every <= MOST_SKIPPED && i % every === 0)
  const below = TOP_PX + HIGH_PX + (labels.length > 0 ? 17 : 0)
  return {
    width,
    height: below + (groups.length > 0 ? 20 : 4),
    bars: columns.map(({ part: { papers, status } }, i) => ({
      status,
      x: x(i) - bar / 2,
      y: y(papers),
      width: bar,
      height: heightOf(papers),
    })),
    texts: [
      ...marks
        .slice(1)
        .flatMap((papers): readonly Text[] =>
          isDense ? [{ kind: 'quiet', x: width, y: y(papers) - 4, anchor: 'end', text: printNumber(papers) }] : [],
        ),
      ...columns.flatMap(({ part: { papers } }, i): readonly Text[] =>
        isDense || papers === 0
          ? []
          : [{ kind: 'number', x: x(i), y: y(papers) - 6, anchor: 'middle', text: printNumber(papers) }],
      ),
      ...labels.map(({ label }, i): Text => ({
        kind: 'quiet',
        x: x(i * every),
        y: below,
        anchor: 'middle',
        text: label,
      })),
      ...groups.map(({ x, anchor, text }): Text => ({ kind: 'quiet', x, y: below + 16, anchor, text })),
    ],
    lines: [
      ...(isDense ? marks.slice(1).map((papers) => ({ kind: 'rule' as const, y: y(papers) })) : []),
      { kind: 'base', y: TOP_PX + HIGH_PX },
    ],
    targets: [
      columns.flatMap(({ part: { papers, name, query } }, i) =>
        papers === 0 ? [] : [{ x: step * i, y: 0, width: step, height: TOP_PX + HIGH_PX, name, query }],
      ),
    ],
  }
}

/** Most columns per label; fewer labels would tell nothing. */
const MOST_SKIPPED = 3

type Group = Pick<Text, 'x' | 'anchor' | 'text'>

/**
 * Group labels below the first column of each group: centred on it, or starting there if wider, or none without room.
 */
function placeGroups(columns: readonly Column[], step: number): readonly Group[] {
  const firsts = columns.flatMap(({ group }, i) => (group && group !== columns[i - 1]?.group ? [{ group, i }] : []))
  return firsts.flatMap(({ group, i }, k): readonly Group[] => {
    const own = widthOf(group, SMALL_PX) + 4
    if (own <= step) return [{ x: step * (i + 0.5), anchor: 'middle', text: group }]
    const room = ((firsts[k + 1]?.i ?? columns.length) - i) * step
    return own < room ? [{ x: step * i, anchor: 'start', text: group }] : []
  })
}
