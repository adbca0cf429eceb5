import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react'
import { fields } from '../model/fields.ts'
import { useShownView, useStores } from '../store/hooks.ts'
import { Boundary } from './Boundary.tsx'
import { columnIds, shown, type ColumnId } from './columns.ts'
import { Header } from './Header.tsx'
import { useLayout } from './layout.ts'
import { drawLines, type Lines } from './lines.ts'
import { PaperMenu } from './PaperMenu.tsx'
import { usePressing } from './pressing.ts'
import type { Sort } from './Sorting.tsx'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
}

const Sorting = lazy(async () => ({ default: (await import('./Sorting.tsx')).Sorting }))
/** Long after the first rows. */
const SORTING_DELAY_MS = 500

/** The papers that answer the view, as a grid of which only the lines near the screen exist. */
export function Table({ rowHeight, givesWay }: Props) {
  const stores = useStores()
  const { sort, columns } = useShownView((view) => view)
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const lines = useRef<Lines>(null)

  const { onSort, sorting } = useSorting()
  const [width, setWidth] = useState(0)
  const { ids, template, widthPx, widthOf, onMove, onStep, onSize } = useLayout(width, givesWay)
  const { menu, closeMenu, onDrawn, ...pressing } = usePressing(stores)

  useLayoutEffect(() => {
    const drawn = drawLines(grid.current!, body.current!, stores, onDrawn)
    lines.current = drawn
    const resized = new ResizeObserver(() => setWidth(grid.current!.clientWidth))
    resized.observe(grid.current!)
    return () => {
      resized.disconnect()
      drawn.stop()
    }
  }, [stores, onDrawn])
  useLayoutEffect(() => lines.current!.layOut(ids, rowHeight))

  return (
    <>
      <div
        role="grid"
        aria-label="Papers"
        aria-colcount={ids.length}
        aria-multiselectable="true"
        ref={grid}
        // Takes the keyboard where the line that had it is gone and there is no other.
        tabIndex={-1}
        className={styles['grid']}
        data-dense={columns.dense || undefined}
        style={
          {
            '--columns': template,
            '--width': `${widthPx}px`,
            '--row-height': `${rowHeight}px`,
          } as CSSProperties
        }
      >
        <div role="row" aria-rowindex={1} className={styles['heads']}>
          {ids.map((id, place) => (
            <Header
              key={id}
              id={id}
              place={place}
              width={widthOf(id)}
              sort={sort}
              onSort={onSort}
              onMove={onMove}
              onStep={onStep}
              onSize={onSize}
            />
          ))}
        </div>
        {/* The lines, which lines.ts draws. */}
        <div role="presentation" ref={body} className={styles['body']} {...pressing} />
      </div>
      {sorting}
      {menu && <PaperMenu paper={menu.paper} anchor={menu.anchor} onClose={closeMenu} />}
    </>
  )
}

/** Whether a column can be put away, and what it is called, for the menu of columns. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: fields[id].label,
  fixed: id === 'title',
  width: shown[id].width,
}))

/** What a click on a head does. Where that is still to be fetched, it is done then. */
function useSorting() {
  const [isWanted, setWanted] = useState(false)
  const ready = useRef<Sort>(null)
  const early = useRef<readonly [ColumnId, unknown][]>([])
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), SORTING_DELAY_MS)
    return () => clearTimeout(timer)
  }, [])
  const onSort: Sort = useCallback((id, event) => {
    if (ready.current) return ready.current(id, event)
    early.current = [...early.current, [id, event]]
    setWanted(true)
  }, [])
  const takeSort = useCallback((sort: Sort) => {
    ready.current = sort
    const [first, ...rest] = early.current
    early.current = rest
    // One by one: each is drawn, and handed over anew, before the next.
    if (first) sort(...first)
  }, [])
  const sorting = isWanted && (
    <Boundary fallback={<span role="alert">What sorts could not be fetched. A reload may help.</span>}>
      <Suspense>
        <Sorting takeSort={takeSort} />
      </Suspense>
    </Boundary>
  )
  return { onSort, sorting }
}
