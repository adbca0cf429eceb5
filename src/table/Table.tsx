import { useTable } from '@tanstack/react-table'
import { useEffect, useMemo, useRef, type CSSProperties } from 'react'
import { isGroupHead, type Listed } from '../engine/facets/groupRows.ts'
import { isNoteField, type AnyFieldId } from '../model/query/fields.ts'
import { useAnswers, useCursor, useStores, useView } from '../store/hooks.ts'
import { ColumnHeader } from './ColumnHeader.tsx'
import { features } from './columns.tsx'
import { useColumns } from './notes/noteColumns.tsx'
import { GroupRow } from './rows/GroupRow.tsx'
import { FoundWords, useFoundWords } from './rows/Highlight.tsx'
import { PaperRow } from './rows/PaperRow.tsx'
import { selectByPointer } from './gestures/pointerSelection.ts'
import { useColumnState } from './useColumnState.ts'
import { useHeldRow } from './rows/useHeldRow.ts'
import { useRowFocus } from './useRowFocus.ts'
import { useSize } from './useSize.ts'
import { useRowDrag } from './gestures/useRowDrag.ts'
import { useSwipe } from './gestures/useSwipe.ts'
import { useVirtualRows } from './useVirtualRows.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit are hidden, as they are while a paper is open beside the table. */
  readonly givesWay: boolean
}

const NO_ROWS: readonly Listed[] = []
const NO_NUMBERS: readonly number[] = []
const rowId = (listed: Listed) => (isGroupHead(listed) ? `group ${listed.group}` : listed.id)

/** The papers that match the view, as a virtualized grid. */
export function Table({ rowHeight, givesWay }: Props) {
  const stores = useStores()
  const answer = useAnswers(({ answer }) => answer)
  const open = useView(({ view }) => view.paper)
  const isMatrix = useView(({ view }) => view.columns.layout === 'matrix')
  const isDense = useView(({ view }) => view.columns.dense) && !isMatrix
  const { active, group, index: activeIndex, selected } = useCursor((cursor) => cursor)
  const grid = useRef<HTMLDivElement>(null)
  const { width, height, headHeight } = useSize(grid)
  const { lines = NO_ROWS, from = 0, extent = 0, gone = NO_NUMBERS, positions = NO_NUMBERS } = answer ?? {}
  const found = useFoundWords(answer)
  const held = useHeldRow(answer)
  const data = useMemo(() => (held ? [...lines, held.listed] : lines), [lines, held])

  const columns = useColumns()
  const { state, ...onChange } = useColumnState(width, givesWay && !isMatrix)
  const rowSelection = useMemo(() => Object.fromEntries([...selected].map((id) => [id, true as const])), [selected])
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowId,
    state: { ...state, rowSelection },
    manualSorting: true,
    columnResizeMode: 'onChange',
    ...onChange,
  })
  const { rows } = table.getRowModel()
  const headers = table.getFlatHeaders()
  const shown = table.getVisibleLeafColumns()
  const columnKey = shown.map(({ id }) => id).join()

  const isMeasured = isMatrix || shown.some(({ id }) => isNoteField(id as AnyFieldId))
  const rowsOf = { grid, answer, rowHeight, isMeasured, height, headHeight }
  const { items, totalSize, measure, scrollTo } = useVirtualRows(rowsOf)
  const isActive = (listed: Listed) => (isGroupHead(listed) ? listed.group === group : listed.id === active)
  const drawn = items.flatMap(({ index, start }) => {
    const row = rows[index === held?.index ? lines.length : index - from]
    return row ? [{ index, row, top: start - headHeight }] : []
  })
  // With groups a paper may have several rows. One of them is active.
  const current =
    drawn.find(({ index, row }) => index === activeIndex && isActive(row.original)) ??
    drawn.find(({ row }) => isActive(row.original))
  // Where the active row is not drawn, Tab enters the grid at the first row that is.
  const tabStop = current ?? drawn[0]
  const { currentRow, firstRow, body, onBlur } = useRowFocus({
    grid,
    isFound: (answer?.found ?? -1) >= 0,
    scrollTo,
  })

  const drag = useRowDrag(grid)
  const landing = drawn.find(({ index }) => index === drag?.index)?.top ?? totalSize
  const swipe = useSwipe()
  // After useSwipe, because a swipe must not select.
  useEffect(() => {
    const left = new AbortController()
    selectByPointer(stores, left.signal)
    return () => left.abort()
  }, [stores])

  const moveColumn = (moved: string, to: string) => {
    if (moved === to || !table.getColumn(moved)) return
    table.setColumnOrder((order) => {
      const others = order.filter((id) => id !== moved)
      return others.toSpliced(order.indexOf(to), 0, moved)
    })
  }

  return (
    <div
      role="grid"
      aria-label="Papers"
      aria-rowcount={extent + 1}
      aria-colcount={shown.length}
      aria-multiselectable="true"
      aria-busy={answer === null}
      ref={grid}
      // Holds the focus while the row that had it is not drawn.
      tabIndex={-1}
      className={styles['grid']}
      data-dense={isDense || undefined}
      data-matrix={isMatrix || undefined}
      data-dragging={drag ? true : undefined}
      style={
        {
          '--columns': shown
            .map((column) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
            .join(' '),
          '--title': `${table.getColumn('title')!.getSize()}px`,
          '--width': `${table.getTotalSize()}px`,
          '--row-height': `${rowHeight}px`,
        } as CSSProperties
      }
    >
      <div role="row" aria-rowindex={1} className={styles['heads']}>
        {headers.map((header, place) => (
          <ColumnHeader
            key={header.id}
            header={header}
            place={place}
            sorts={state.sorting.length}
            onMove={(moved) => moveColumn(moved, header.column.id)}
            onStep={(by) => {
              const neighbour = shown[place + by]
              if (neighbour) moveColumn(header.column.id, neighbour.id)
            }}
            onSize={(widthPx) => table.setColumnSizing((sizes) => ({ ...sizes, [header.column.id]: widthPx }))}
          />
        ))}
      </div>
      <div ref={body} role="presentation" className={styles['body']} style={{ blockSize: totalSize }} onBlur={onBlur}>
        <FoundWords value={found}>
          {drawn.map(({ index, row, top }) => {
            const listed = row.original
            const place = {
              index,
              top,
              isTabStop: index === tabStop?.index,
              ref: index === current?.index ? currentRow : index === drawn[0]!.index ? firstRow : undefined,
            }
            return isGroupHead(listed) ? (
              <GroupRow key={index} head={listed} columns={shown.length} measure={measure} {...place} />
            ) : (
              <PaperRow
                key={index}
                row={row}
                paper={listed}
                columns={columnKey}
                isSelected={row.getIsSelected()}
                isOpen={listed.id === open}
                isGone={gone.includes(index)}
                position={positions[index - from] ?? 0}
                isDragged={drag?.papers.has(listed.id) ?? false}
                swipe={swipe?.paper === listed.id ? swipe : null}
                measure={measure}
                {...place}
              />
            )
          })}
        </FoundWords>
        {drag && <div className={styles['landing']} aria-hidden="true" style={{ insetBlockStart: landing }} />}
      </div>
    </div>
  )
}
