import { functionalUpdate, useTable } from '@tanstack/react-table'
import { useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { fields, isFieldId } from '../model/fields.ts'
import { useStores, useViewing } from '../store/hooks.ts'
import { columnIds, columns as tableColumns, features, shown } from './columns.ts'
import { Header } from './Header.tsx'
import { useLayout } from './layout.ts'
import { drawLines, type Lines } from './lines.ts'
import { PaperMenu } from './PaperMenu.tsx'
import { usePressing } from './pressing.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
}

const NO_ROWS: readonly never[] = []

/** The papers that answer the view, as a grid of which only the lines near the screen exist. */
export function Table({ rowHeight, givesWay }: Props) {
  const stores = useStores()
  const { viewing } = stores
  const { sort, columns } = useViewing(({ view }) => view)
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const lines = useRef<Lines>(null)

  const state = useMemo(
    () => ({
      sorting: sort.map(({ by, descending }) => ({ id: by as string, desc: descending })),
    }),
    [sort],
  )
  const table = useTable({
    features,
    columns: tableColumns,
    // The rows are drawn as they are: what the library would make of them nobody needs.
    data: NO_ROWS,
    state,
    manualSorting: true,
    onSortingChange: (update) => {
      const sorting = functionalUpdate(update, state.sorting)
      viewing
        .getState()
        .change({ sort: sorting.flatMap(({ id, desc }) => (isFieldId(id) ? [{ by: id, descending: desc }] : [])) })
    },
  })

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
          {ids
            .map((id) => [id, table.getColumn(id)!] as const)
            .map(([id, column], place) => (
              <Header
                key={id}
                id={id}
                column={column}
                place={place}
                width={widthOf(id)}
                sorts={sort.length}
                onMove={onMove}
                onStep={onStep}
                onSize={onSize}
              />
            ))}
        </div>
        {/* The lines, which lines.ts draws. */}
        <div role="presentation" ref={body} className={styles['body']} {...pressing} />
      </div>
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
