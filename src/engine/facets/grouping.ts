import { createColumn, type GrowingColumn } from '../../model/columns/valueColumn.ts'
import { fieldOf, isNoteField, keyOfField, type AnyFieldId } from '../../model/query/fields.ts'
import { lastNameOf } from '../../model/query/path.ts'
import { STATUS_LABELS } from '../../model/mark/mark.ts'
import { month, printMonth } from '../../model/time/day.ts'
import { hasAnyValue } from './facetFilter.ts'
import { deepestOf, orderGroups, parentsOf, type Group, type Listed } from './groupOrder.ts'
import type { Collapsed, GroupHead, GroupedRows } from './groupRows.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** An order of papers, grouped. */
export type GroupedOrder = {
  /**
   * Each row: a paper, or below zero a group header. A paper is in each of its groups, in the order it came in; a
   * header is above its papers and subgroups.
   */
  readonly lines: Int32Array
  /** The header with this number. The read papers of the group are counted now. */
  head(number: number): GroupHead
  /** The number of the header that was to be found; undefined where there is none. */
  readonly wanted: number | undefined
  /** The index of a number in the rows; of several the one nearest to the active row, and -1 where there is none. */
  nearest(number: number): number
}

export type Grouping = ReturnType<typeof createGrouping>

/**
 * Groups rows by the values of a field, in time linear in the papers. A paper with paths is in the group of each last
 * name; papers without a value are in a last group, whose value is empty.
 */
export function createGrouping({ columns, places, yearAt, addedAt }: PaperIndex) {
  let times: { readonly column: GrowingColumn; readonly by: AnyFieldId; readonly of: number } | null = null
  const timeOf = (by: AnyFieldId, place: number): string | null => {
    const [year, added] = [yearAt(place), addedAt(place)]
    if (by === 'year') return year === null ? null : String(year)
    return added === null ? null : month(added)
  }
  /** Years and months are no facet. Their values are computed with the first question that groups by them. */
  const columnOfTimes = (by: AnyFieldId): GrowingColumn => {
    if (times?.of === columns.changes && times.by === by) return times.column
    const column = createColumn({})
    for (const place of places()) {
      const time = timeOf(by, place)
      column.put(place, column.list(time === null ? [] : [time]))
    }
    times = { column, by, of: columns.changes }
    return column
  }

  const group = (order: Int32Array, by: AnyFieldId) => {
    const { tree, values } = fieldOf(by)
    const column = values ? columns.get(by) : columnOfTimes(by)
    const { names, rows, lists, numbers, ends } = column.now()
    const parents = tree ? parentsOf(tree, names) : null
    const own = parents ? deepestOf({ numbers, ends }, lists, parents) : { numbers, ends }
    /** The number of the group of papers without a value. */
    const none = names.length

    // Marks may change values, and rows stay as they were asked for.
    const listOf = Uint32Array.from(order, (place) => rows[place]!)
    const seen = new Uint32Array(lists)
    for (const list of listOf) seen[list]! += 1
    /** The number of papers of each value, over lists that may repeat. */
    const spread = (seen: Uint32Array, { numbers, ends }: Listed): Uint32Array => {
      const counts = new Uint32Array(none + 1)
      counts[none] = seen[0]!
      for (let list = 1; list < lists; list += 1) {
        if (seen[list] === 0) continue
        for (let k = ends[list - 1]!; k < ends[list]!; k += 1) counts[numbers[k]!]! += seen[list]!
      }
      return counts
    }
    const counts = spread(seen, { numbers, ends })
    const numberOf = isNoteField(by) ? columns.notes.now().numberOf(keyOfField(by), columns.size) : null
    const groups = orderGroups(by, names, counts, parents, numberOf)

    /** The papers of all groups, group after group, and where each group begins. */
    const sizes = spread(seen, own)
    const starts = new Uint32Array(groups.length + 1)
    const next = new Uint32Array(none + 1)
    for (const [k, { number }] of groups.entries()) {
      next[number] = starts[k]!
      starts[k + 1] = starts[k]! + sizes[number]!
    }
    const papers = new Int32Array(starts[groups.length]!)
    const put = (number: number, place: number) => {
      papers[next[number]!] = place
      next[number]! += 1
    }
    for (const [i, place] of order.entries()) {
      const list = listOf[i]!
      if (list === 0) put(none, place)
      else for (let k = own.ends[list - 1]!; k < own.ends[list]!; k += 1) put(own.numbers[k]!, place)
    }

    let reads: { readonly counts: Uint32Array; readonly of: number } | null = null
    const countReads = (): Uint32Array => {
      if (reads?.of === columns.saidChanges) return reads.counts
      const isRead = hasAnyValue(columns, 'status', [STATUS_LABELS.read])
      const seen = new Uint32Array(lists)
      for (const [i, place] of order.entries()) if (isRead(place)) seen[listOf[i]!]! += 1
      reads = { counts: spread(seen, { numbers, ends }), of: columns.saidChanges }
      return reads.counts
    }
    const valueOf = ({ number }: Group) => names[number] ?? ''

    return {
      linesOf(isCollapsed: (value: string) => boolean): Int32Array {
        const lines = new Int32Array(groups.length + papers.length)
        let end = 0
        /** Deeper groups are within a collapsed one. */
        let deepest = Infinity
        for (const [k, group] of groups.entries()) {
          if (group.depth > deepest) continue
          deepest = isCollapsed(valueOf(group)) ? group.depth : Infinity
          lines[end] = -(k + 1)
          end += 1
          if (deepest !== Infinity) continue
          const some = papers.subarray(starts[k], starts[k + 1])
          lines.set(some, end)
          end += some.length
        }
        return lines.subarray(0, end)
      },
      head(number: number, isCollapsed: (value: string) => boolean): GroupHead {
        const group = groups[-number - 1]!
        const value = valueOf(group)
        return {
          group: value,
          label: labelOf(by, value, isNoteField(by) ? columns.notes.now().labelOf(keyOfField(by)) : fieldOf(by).label),
          depth: group.depth,
          count: counts[group.number]!,
          // For a group of one status it would say nothing.
          read: by === 'status' ? null : countReads()[group.number]!,
          isCollapsed: isCollapsed(value),
        }
      },
      numberOf: (wanted: string): number => -(groups.findIndex((group) => valueOf(group) === wanted) + 1),
    }
  }

  // The last grouping is cached: it is asked for with every window and every mark.
  let last: {
    readonly of: Int32Array
    readonly revision: number
    readonly by: AnyFieldId
    readonly groups: ReturnType<typeof group>
  } | null = null
  let lines: Int32Array = new Int32Array(0)
  let shown = ''

  return (order: Int32Array, revision: number, { by, collapsed, near, head }: GroupedRows): GroupedOrder => {
    const isCollapsed = tester(collapsed)
    // Another question may find the same papers when their groups have changed.
    if (last?.of !== order || last.revision !== revision || last.by !== by) {
      last = { of: order, revision, by, groups: group(order, by) }
      shown = ''
    }
    const { groups } = last
    const asked = JSON.stringify(collapsed)
    if (shown !== asked) lines = groups.linesOf(isCollapsed)
    shown = asked
    return {
      lines,
      head: (number) => groups.head(number, isCollapsed),
      wanted: head === null ? undefined : groups.numberOf(head) || undefined,
      nearest: (number) => nearest(lines, number, near),
    }
  }
}

function labelOf(by: AnyFieldId, value: string, label: string): string {
  const { tree, none } = fieldOf(by)
  if (value === '') return none ?? `No ${label.toLowerCase()}`
  if (by === 'added') return printMonth(value)
  return lastNameOf(tree, value)
}

function tester({ all, but }: Collapsed): (group: string) => boolean {
  const others = new Set(but)
  return (group) => all !== others.has(group)
}

function nearest(lines: Int32Array, number: number, near: number): number {
  let found = -1
  for (let at = lines.indexOf(number); at >= 0; at = lines.indexOf(number, at + 1)) {
    if (found < 0 || Math.abs(at - near) < Math.abs(found - near)) found = at
  }
  return found
}
