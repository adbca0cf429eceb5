import { functionalUpdate, useTable, type Updater } from '@tanstack/react-table'
import { useCallback, useMemo, useRef, type CSSProperties } from 'react'
import { fields, isFieldId, type FieldId } from '../model/fields.ts'
import { needles as readNeedles, parseQuery } from '../model/query.ts'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns } from '../model/view.ts'
import { useAnswers, useCursor, useStores, useViewing } from '../store/hooks.ts'
import { NeedlesContext } from './cells.tsx'
import { columnIds, columns, features, isColumnId, shown, yielding } from './columns.tsx'
import { Header } from './Header.tsx'
import { Line } from './Line.tsx'
import { useFollowCursor, useScrollToTop } from './follow.ts'
import { useRowWindow } from './window.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
}

const NO_ROWS: readonly never[] = []

/** The papers that answer the view, as a grid of which only the lines near the screen exist. */
export function Table({ rowHeight, givesWay }: Props) {
  const { viewing, answers } = useStores()
  const { text, sort, columns: layout } = useViewing(({ view }) => view)
  const answer = useAnswers(({ answer }) => answer)
  const active = useCursor(({ active }) => active)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = answer?.rows ?? NO_ROWS
  const total = answer?.total ?? 0

  const arrange = useCallback(
    (change: Partial<Columns>) => {
      const { view, change: changeView } = viewing.getState()
      changeView({ columns: { ...view.columns, ...change } }, 'replace')
    },
    [viewing],
  )

  const state = useMemo(
    () => ({
      sorting: sort.map(({ by, descending }) => ({ id: by as string, desc: descending })),
      columnSizing: layout.widths as Record<string, number>,
    }),
    [sort, layout.widths],
  )
  const table = useTable({
    features,
    columns,
    data: rows,
    state,
    getRowId: ({ id }) => id,
    manualSorting: true,
    onSortingChange: (update) => {
      const sorting = functionalUpdate(update, state.sorting)
      viewing
        .getState()
        .change({ sort: sorting.flatMap(({ id, desc }) => (isFieldId(id) ? [{ by: id, descending: desc }] : [])) })
    },
    onColumnSizingChange: (update: Updater<Record<string, number>>) => {
      const widths = functionalUpdate(update, viewing.getState().view.columns.widths as Record<string, number>)
      arrange({ widths: Object.fromEntries(Object.entries(widths).map(([id, width]) => [id, Math.round(width)])) })
    },
  })

  const look = useCallback((from: number, to: number) => answers.getState().look(from, to), [answers])
  const drawn = useRowWindow(scroller, rowHeight, look)
  useScrollToTop(scroller, answer?.revision)
  useFollowCursor(scroller, rowHeight, rows)

  // Order and visibility are two words of the view; the table's own features for them would be a kilobyte to fetch.
  const visible = inOrder(layout.order)
    .filter((id) => !layout.hidden.includes(id))
    .map((id) => table.getColumn(id)!)
  const instead = answer?.instead
  const needles = useMemo(
    () => [...readNeedles(parseQuery(text)), ...(instead ?? NO_ROWS).flatMap(({ words }) => words)],
    [text, instead],
  )
  const columnsShown = givesWay ? fit(visible, drawn.width) : visible
  const shownKey = columnsShown.map(({ id }) => id).join()
  // By their names: the list is made anew at every drawing, and each line would be drawn with it.
  const ids = useMemo(() => shownKey.split(',').filter(isColumnId), [shownKey])
  const template = columnsShown
    .map((column) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
    .join(' ')

  const onMove = (moved: string, to: string) => {
    const order = inOrder(layout.order).filter((id) => id !== moved)
    const place = inOrder(layout.order).indexOf(to as FieldId)
    if (isColumnId(moved) && moved !== to) arrange({ order: order.toSpliced(place, 0, moved) })
  }
  const onStep = (id: string, by: -1 | 1) => {
    const neighbour = visible[visible.findIndex((column) => column.id === id) + by]
    if (neighbour) onMove(id, neighbour.id)
  }
  const onSize = (id: string, widthPx: number) =>
    table.setColumnSizing((widths) => ({ ...widths, [id]: Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, widthPx)) }))

  // Where the active line is not among those drawn, Tab enters at the first that is.
  const from = answer?.from ?? 0
  const here = rows.filter((_, i) => from + i >= drawn.from && from + i < drawn.to)
  const entry = here.some(({ id }) => id === active) ? active : here[0]?.id
  const first = Math.max(drawn.from, from)

  return (
    <NeedlesContext value={needles}>
      <div
        role="grid"
        aria-label="Papers"
        aria-rowcount={total + 1}
        aria-colcount={ids.length}
        aria-multiselectable="true"
        aria-busy={answer === null}
        ref={scroller}
        className={styles['grid']}
        data-dense={layout.dense || undefined}
        style={
          {
            '--columns': template,
            '--width': `${widthOf(columnsShown)}px`,
            '--row-height': `${rowHeight}px`,
          } as CSSProperties
        }
      >
        <div role="row" aria-rowindex={1} className={styles['heads']}>
          {columnsShown
            .flatMap(({ id }) => table.getFlatHeaders().filter((header) => header.id === id))
            .map((header, place) => (
              <Header
                key={header.id}
                header={header}
                place={place}
                sorts={sort.length}
                onMove={onMove}
                onStep={onStep}
                onSize={onSize}
              />
            ))}
        </div>
        <div role="presentation" className={styles['body']} style={{ height: total * rowHeight }}>
          {here.map((paper, i) => (
            <Line key={paper.id} paper={paper} index={first + i} columns={ids} isEntry={paper.id === entry} />
          ))}
        </div>
      </div>
    </NeedlesContext>
  )
}

/** All columns in the order chosen, those not named after it in their usual one. */
function inOrder(order: readonly FieldId[]): readonly FieldId[] {
  return [...order.filter(isColumnId), ...columnIds.filter((id) => !order.includes(id))]
}

/** Whether a column can be put away, and what it is called, for the menu of columns. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: fields[id].label,
  fixed: id === 'title',
  width: shown[id].width,
}))

type Sized = { readonly id: string; readonly getSize: () => number }

const widthOf = (columns: readonly Sized[]) => columns.reduce((sum, column) => sum + column.getSize(), 0)

/** The columns that there is room for. */
function fit<C extends Sized>(columns: readonly C[], width: number): readonly C[] {
  let left = columns
  for (const id of yielding) {
    if (widthOf(left) <= width) break
    left = left.filter((column) => column.id !== id)
  }
  return left
}
