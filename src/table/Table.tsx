import { functionalUpdate, useTable } from '@tanstack/react-table'
import { useCallback, useMemo, useRef, type CSSProperties } from 'react'
import { fields, isFieldId } from '../model/fields.ts'
import { useAnswers, useCursor, useStores, useViewing } from '../store/hooks.ts'
import type { Answer } from '../engine/engine.ts'
import { NeedlesContext } from './cells.tsx'
import { columnIds, columns as tableColumns, features, shown } from './columns.tsx'
import { Header } from './Header.tsx'
import { Line } from './Line.tsx'
import { useFollowCursor, useScrollToTop } from './follow.ts'
import { useLayout } from './layout.ts'
import { useRowWindow } from './window.ts'
import styles from './Table.module.css'

type Props = {
  readonly rowHeight: number
  /** Whether columns that do not fit leave, as they do while a paper is open beside the table. */
  readonly givesWay: boolean
}

const NO_ROWS: readonly never[] = []
const NOTHING = { words: NO_ROWS, instead: NO_ROWS }

/** The papers that answer the view, as a grid of which only the lines near the screen exist. */
export function Table({ rowHeight, givesWay }: Props) {
  const { viewing, answers } = useStores()
  const { sort, columns } = useViewing(({ view }) => view)
  const answer = useAnswers(({ answer }) => answer)
  const active = useCursor(({ active }) => active)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = answer?.rows ?? NO_ROWS
  const total = answer?.total ?? 0

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

  const look = useCallback((from: number, to: number) => answers.getState().look(from, to), [answers])
  const [drawn, isAtTop] = useRowWindow(scroller, rowHeight, look)
  useScrollToTop(scroller, answer?.revision, isAtTop)
  useFollowCursor(scroller, rowHeight, rows)

  const { ids, template, widthPx, widthOf, onMove, onStep, onSize } = useLayout(drawn.width, givesWay)
  const { words, instead }: Pick<Answer, 'words' | 'instead'> = answer ?? NOTHING
  const needles = useMemo(() => [...words, ...instead.flatMap(({ words }) => words)], [words, instead])
  // Where the active line is not among those drawn, Tab enters at the first that is.
  const from = answer?.from ?? 0
  const here = rows.filter((_, i) => from + i >= drawn.from && from + i < drawn.to)
  const entry = here.some(({ id }) => id === active) ? active : here[0]?.id
  const first = Math.max(drawn.from, from)
  const pool = 2 ** Math.ceil(Math.log2(drawn.to - drawn.from + 1))

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
        <div role="presentation" className={styles['body']} style={{ height: total * rowHeight }}>
          {here.map((paper, i) => (
            // By their place: a line that shows another paper costs a fraction of a new line.
            // oxlint-disable-next-line react/no-array-index-key -- the place is meant
            <Line key={(first + i) % pool} paper={paper} index={first + i} columns={ids} isEntry={paper.id === entry} />
          ))}
        </div>
      </div>
    </NeedlesContext>
  )
}

/** Whether a column can be put away, and what it is called, for the menu of columns. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: fields[id].label,
  fixed: id === 'title',
  width: shown[id].width,
}))
