import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react'
import { fields } from '../model/fields.ts'
import { useShownView, useStores } from '../store/hooks.ts'
import { columnIds, shown } from './columns.ts'
import { Header } from './Header.tsx'
import { useLayout } from './layout.ts'
import { drawLines, type Lines } from './lines.ts'
import { PaperMenu } from './PaperMenu.tsx'
import { usePressing } from './pressing.ts'
import { useSort } from './sorting.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
}

/** The papers that answer the view, as a grid of which only the lines near the screen exist. */
export function Table({ rowHeight, givesWay }: Props) {
  const stores = useStores()
  const { sort, columns } = useShownView((view) => view)
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const lines = useRef<Lines>(null)

  const onSort = useSort()
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
