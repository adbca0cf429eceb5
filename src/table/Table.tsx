import { useTable } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { isGroupHead, type Listed } from '../engine/parting.ts'
import type { Status } from '../model/mark.ts'
import { useAnswers, useCursor, useStores, useViewing } from '../store/hooks.ts'
import { ColumnHeader } from './ColumnHeader.tsx'
import { columns, features } from './columns.tsx'
import { GroupRow } from './GroupRow.tsx'
import { PaperRow } from './PaperRow.tsx'
import { selectByPointer } from './selecting.ts'
import { useColumnState } from './useColumnState.ts'
import { useRowFocus } from './useRowFocus.ts'
import { useSwipe } from './useSwipe.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
  readonly onSwiped: (status: Status) => void
}

/** Rows kept ready beyond the screen in either direction, so that a fling finds them drawn. */
const OVERSCAN_ROWS = 10
/** Rows are asked for in steps of this many, so that scrolling asks seldom. */
const STEP_ROWS = 50

const NO_ROWS: readonly Listed[] = []
const NONE_GONE: readonly number[] = []
const rowId = (listed: Listed) => (isGroupHead(listed) ? `group ${listed.group}` : listed.id)

/** The papers that answer the view, as a grid of which only the rows near the screen exist. */
export function Table({ rowHeight, givesWay, onSwiped }: Props) {
  const stores = useStores()
  const { answers } = stores
  const answer = useAnswers(({ answer }) => answer)
  const open = useViewing(({ view }) => view.paper)
  const isDense = useViewing(({ view }) => view.columns.dense)
  const { active, group, index: activeIndex, selected } = useCursor((cursor) => cursor)
  const grid = useRef<HTMLDivElement>(null)
  const { width, height, headHeight } = useSize(grid)
  const { lines = NO_ROWS, from = 0, extent = 0, gone = NONE_GONE, revision = 0 } = answer ?? {}

  const { state, ...onChange } = useColumnState(width, givesWay)
  const rowSelection = useMemo(() => Object.fromEntries([...selected].map((id) => [id, true as const])), [selected])
  const table = useTable({
    features,
    columns,
    data: lines,
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

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      // The row with the keyboard stays, wherever the list is scrolled.
      const isThere = (active ?? group) !== null && activeIndex >= 0 && activeIndex < range.count
      if (!isThere || indexes.includes(activeIndex)) return indexes
      return [...indexes, activeIndex].toSorted((a, b) => a - b)
    },
    [active, group, activeIndex],
  )
  const virtualizer = useVirtualizer({
    count: extent,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor,
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  const isActive = (listed: Listed) => (isGroupHead(listed) ? listed.group === group : listed.id === active)
  const drawn = virtualizer.getVirtualItems().flatMap(({ index }) => {
    const row = rows[index - from]
    return row ? [{ index, row }] : []
  })
  // A paper may stand on several rows: of those the reader is on one.
  const current =
    drawn.find(({ index, row }) => index === activeIndex && isActive(row.original)) ??
    drawn.find(({ row }) => isActive(row.original))
  // Where the active row is not among those drawn, Tab enters at the first that is.
  const tabStop = current ?? drawn[0]
  const { currentRow, firstRow, ...keyboard } = useRowFocus({
    grid,
    isFound: (answer?.found ?? -1) >= 0,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  })

  const seen = useRef(revision)
  useLayoutEffect(() => {
    // Revision 0 is what the last visit showed, which the same question goes on from.
    if (seen.current && seen.current !== revision) virtualizer.scrollToOffset(0)
    seen.current = revision
  }, [virtualizer, revision])
  useEffect(() => {
    if (height > 0) answers.getState().fit(Math.ceil(height / rowHeight) + 1 + OVERSCAN_ROWS)
  }, [answers, height, rowHeight])
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {}
  useLayoutEffect(() => {
    const [begin, end] = [Math.max(0, startIndex - OVERSCAN_ROWS), Math.min(extent, endIndex + 1 + OVERSCAN_ROWS)]
    if (begin >= from && end <= from + lines.length) return
    // A move that the virtualizer has yet to hear of; what it then shows is asked for.
    if (grid.current!.scrollTop !== virtualizer.scrollOffset) return
    const [first, last] = [Math.floor(begin / STEP_ROWS) - 1, Math.ceil(end / STEP_ROWS) + 1]
    answers.getState().look(Math.max(0, first * STEP_ROWS), last * STEP_ROWS)
  }, [answers, virtualizer, startIndex, endIndex, extent, from, lines])

  const swipe = useSwipe(onSwiped)
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
      // Takes the keyboard where the row that had it is not drawn.
      tabIndex={-1}
      className={styles['grid']}
      data-dense={isDense || undefined}
      style={
        {
          '--columns': shown
            .map((column) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
            .join(' '),
          '--width': `${shown.reduce((sum, column) => sum + column.getSize(), 0)}px`,
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
      <div
        role="presentation"
        className={styles['body']}
        style={{ blockSize: extent * rowHeight }}
        onFocus={keyboard.onFocus}
        onBlur={keyboard.onBlur}
      >
        {drawn.map(({ index, row }) => {
          const listed = row.original
          const place = {
            index,
            top: index * rowHeight,
            isTabStop: index === tabStop?.index,
            ref: index === current?.index ? currentRow : index === drawn[0]!.index ? firstRow : undefined,
          }
          return isGroupHead(listed) ? (
            <GroupRow key={index} head={listed} columns={shown.length} {...place} />
          ) : (
            <PaperRow
              key={index}
              row={row}
              paper={listed}
              columns={columnKey}
              isSelected={row.getIsSelected()}
              isOpen={listed.id === open}
              isGone={gone.includes(index)}
              swipe={swipe?.paper === listed.id ? swipe : null}
              {...place}
            />
          )
        })}
      </div>
    </div>
  )
}

/** The size of the grid, and of its row of heads, in pixels; 0 until it is laid out. */
function useSize(grid: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0, headHeight: 0 })
  useLayoutEffect(() => {
    const { current } = grid
    const read = () => {
      const { clientWidth: width, clientHeight: height, firstElementChild } = current!
      const headHeight = firstElementChild?.clientHeight ?? 0
      setSize((before) =>
        before.width === width && before.height === height && before.headHeight === headHeight
          ? before
          : { width, height, headHeight },
      )
    }
    read()
    const resized = new ResizeObserver(read)
    resized.observe(current!)
    return () => resized.disconnect()
  }, [grid])
  return size
}
