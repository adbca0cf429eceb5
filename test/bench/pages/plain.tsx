import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Row as TableRow,
  type SortingState,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { countText, fetchCatalog, sourceOfPage } from './catalog.ts'
import type { Facet } from './draw.ts'
import { createEngine, type Answer, type Question, type Row } from './plainEngine.ts'
import type { ToWorker } from './plainWorker.ts'

// The list as its libraries intend: React renders, TanStack Table owns the columns, TanStack Virtual the window,
// zustand the stars. One engine answers in the page up to 5,000 papers, and in a worker above.

const ROW_PX = 64
const MOST_IN_PAGE = 5000
const FIRST_ROWS = 60
/** Rows in the viewport and beyond, so that a row that scrolls in reuses one that scrolls out. */
const SLOTS = 40

const stars = createStore<ReadonlyMap<number, boolean>>(() => new Map())

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
})
const helper = createColumnHelper<typeof features, Row>()
const columns = helper.columns([
  helper.display({
    id: 'star',
    header: 'Star',
    cell: ({ row: { original } }) => <Star place={original.place} initial={original.mark?.starred ?? false} />,
  }),
  helper.accessor(({ mark }) => mark?.status ?? 'unread', {
    id: 'status',
    header: 'Status',
    cell: ({ getValue }) => getValue(),
  }),
  helper.accessor(({ paper }) => paper.title, {
    id: 'title',
    header: 'Title',
    sortDescFirst: false,
    cell: ({ getValue }) => getValue(),
  }),
  helper.accessor(({ paper }) => paper.topics[0]?.at(-1), {
    id: 'topic',
    header: 'Topic',
    cell: ({ getValue }) => getValue(),
  }),
  helper.accessor(({ paper }) => paper.affiliations.join(', '), {
    id: 'affiliation',
    header: 'Affiliation',
    cell: ({ getValue }) => getValue(),
  }),
  helper.accessor(({ paper }) => `${paper.venue} ${paper.year}`, {
    id: 'venue',
    header: 'Venue',
    cell: ({ getValue }) => getValue(),
  }),
  helper.display({
    id: 'links',
    header: 'Links',
    cell: ({ row: { original } }) =>
      original.paper.links.map(({ label, url }) => (
        <a key={url} href={url}>
          {label}{' '}
        </a>
      )),
  }),
])

type Ask = (question: Question, take: (answer: Answer) => void) => void

async function openEngine(): Promise<Ask> {
  const source = sourceOfPage()
  if (Number(source.size) <= MOST_IN_PAGE) {
    const { papers, marks } = await fetchCatalog(source)
    const { answer } = createEngine(papers, marks)
    return (question, take) => take(answer(question))
  }
  const channel = new BroadcastChannel('plain')
  const worker = new Worker(new URL('./plainWorker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToWorker) => worker.postMessage(message)
  send(source)
  let last = 0
  await new Promise((done) => (channel.onmessage = done))
  return (question, take) => {
    const number = (last += 1)
    channel.onmessage = ({ data }: MessageEvent<{ readonly number: number; readonly answer: Answer }>) => {
      // In the task of the message, so that the next frame shows it.
      if (data.number === number) flushSync(() => take(data.answer))
    }
    send({ number, question })
  }
}

function Star({ place, initial }: { readonly place: number; readonly initial: boolean }) {
  const isStarred = useStore(stars, (stars) => stars.get(place) ?? initial)
  return (
    <button
      type="button"
      aria-label="Star"
      aria-pressed={isStarred}
      className={isStarred ? 'starred' : ''}
      onClick={() => stars.setState((stars) => new Map(stars).set(place, !isStarred), true)}
    >
      ★
    </button>
  )
}

const NO_ROWS: readonly Row[] = []
const orderOf = ([sort]: SortingState) => (!sort ? 'catalog' : sort.desc ? 'titleDescending' : 'title')

function Page({ ask }: { readonly ask: Ask }) {
  const list = useRef<HTMLDivElement>(null)
  const question = useRef<Question>({ text: '', topic: null, order: 'catalog', from: 0, to: FIRST_ROWS })
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [sorting, setSorting] = useState<SortingState>([])
  const [topic, setTopic] = useState<string | null>(null)
  const change = (changed: Partial<Question>) => {
    question.current = { ...question.current, ...changed }
    ask(question.current, setAnswer)
  }
  const restart = (changed: Partial<Question>) => {
    list.current!.scrollTop = 0
    change({ ...changed, from: 0, to: FIRST_ROWS })
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the first question, once
  useLayoutEffect(() => change({}), [])
  const table = useTable({
    features,
    columns,
    data: answer?.rows ?? NO_ROWS,
    state: { sorting },
    manualSorting: true,
    getRowId: ({ place }) => String(place),
    onSortingChange: (update) => {
      const next = typeof update === 'function' ? update(sorting) : update
      setSorting(next)
      restart({ order: orderOf(next) })
    },
  })
  const virtual = useVirtualizer({
    count: answer?.total ?? 0,
    estimateSize: () => ROW_PX,
    getScrollElement: () => list.current,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const [first, end] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1]
  useLayoutEffect(() => {
    if (answer && end > 0 && (first < answer.from || end > answer.from + answer.rows.length))
      change({ from: Math.max(0, first - FIRST_ROWS), to: end + FIRST_ROWS })
  })
  const { rows } = table.getRowModel()
  return (
    <div className="page">
      <header>
        <input
          type="search"
          aria-label="Search papers"
          onInput={({ currentTarget }) => restart({ text: currentTarget.value })}
        />
        <p role="status">{answer && countText(answer.total, answer.all)}</p>
      </header>
      {answer && (
        <Facets
          facets={answer.facets}
          chosen={topic}
          onChoose={(name) => {
            setTopic(name)
            restart({ topic: name })
          }}
        />
      )}
      <div className="list" role="grid" ref={list}>
        <div className="heads">
          {table.getFlatHeaders().map(({ id, column }) => (
            <button key={id} type="button" onClick={column.getToggleSortingHandler()}>
              {column.columnDef.header as string}
            </button>
          ))}
        </div>
        <div className="body" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index }) => {
            const row = rows[index - (answer?.from ?? 0)]
            return row && <Line key={index % SLOTS} index={index} row={row} Cell={table.FlexRender} />
          })}
        </div>
      </div>
    </div>
  )
}

type FacetsProps = {
  readonly facets: readonly Facet[]
  readonly chosen: string | null
  readonly onChoose: (name: string | null) => void
}

const Facets = memo(function Facets({ facets, chosen, onChoose }: FacetsProps) {
  return (
    <aside>
      {facets.map(([label, values]) => (
        <fieldset key={label}>
          <legend>{label}</legend>
          {values.map(([name, papers]) => (
            <label key={name}>
              <input
                type="checkbox"
                aria-label={name}
                checked={name === chosen}
                onChange={({ target }) => onChoose(target.checked ? name : null)}
              />
              <span>{name}</span>
              <span>{papers.toLocaleString()}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </aside>
  )
})

type LineProps = {
  readonly index: number
  readonly row: TableRow<typeof features, Row>
  readonly Cell: ReturnType<typeof useTable<typeof features, Row>>['FlexRender']
}

const Line = memo(function Line({ index, row, Cell }: LineProps) {
  return (
    <div role="row" className="row" aria-rowindex={index + 2} style={{ top: index * ROW_PX }}>
      {row.getVisibleCells().map((cell) => {
        const { id } = cell.column
        if (id === 'star') return <Cell key={id} cell={cell} />
        return (
          <div
            key={id}
            role={id === 'title' ? 'rowheader' : 'gridcell'}
            aria-label={id === 'title' ? row.original.paper.title : undefined}
          >
            <Cell cell={cell} />
          </div>
        )
      })}
    </div>
  )
})

createRoot(document.getElementById('root')!).render(<Page ask={await openEngine()} />)
