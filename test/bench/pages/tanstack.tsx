import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { BenchMark, Entry } from '../papers.ts'
import { countText, fetchCatalog, textOf, wordsOf } from './catalog.ts'
import type { Facet } from './draw.ts'
import { createFacets } from './facets.ts'

// TanStack Table with its own row models and TanStack Virtual, tuned: prepared text, memoised rows, counts in arrays.

type Row = {
  readonly place: number
  readonly paper: Entry
  readonly mark: BenchMark | undefined
  readonly text: string
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
})
const column = createColumnHelper<typeof features, Row>()
const columns = column.columns([
  column.accessor(({ paper }) => paper.title, {
    id: 'title',
    sortDescFirst: false,
    sortFn: (a, b) => a.original.paper.title.localeCompare(b.original.paper.title),
  }),
  column.accessor(({ paper }) => paper.topics, {
    id: 'topic',
    filterFn: ({ original }, _, topic) => original.paper.topics.some(([broad]) => broad === topic),
  }),
])

const ROW_PX = 64
const HEADS = ['Star', 'Status', 'Title', 'Topic', 'Affiliation', 'Venue', 'Links']

const { papers, marks } = await fetchCatalog()
const data = papers.map((paper, place): Row => {
  const mark = marks.get(place)
  return { place, paper, mark, text: textOf(paper, mark?.note) }
})
const count = createFacets(papers)

function Page() {
  const list = useRef<HTMLDivElement>(null)
  const table = useTable({
    features,
    columns,
    data,
    getRowId: ({ place }) => String(place),
    getColumnCanGlobalFilter: ({ id }) => id === 'title',
    globalFilterFn: ({ original }, _, words: readonly string[]) => words.every((word) => original.text.includes(word)),
  })
  const [text, setText] = useState('')
  const topic = table.getColumn('topic')!
  const { rows } = table.getRowModel()
  const facets = useMemo(() => count(rows.map(({ original }) => original.place)), [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    getScrollElement: () => list.current,
    overscan: 10,
  })
  const onSearch = (typed: string) => {
    setText(typed)
    table.setGlobalFilter(typed.trim() === '' ? undefined : wordsOf(typed))
    list.current!.scrollTop = 0
  }
  return (
    <div className="page">
      <header>
        <input
          type="search"
          aria-label="Search papers"
          value={text}
          onChange={({ target }) => onSearch(target.value)}
        />
        <p role="status">{countText(rows.length, papers.length)}</p>
      </header>
      <Facets
        facets={facets}
        chosen={topic.getFilterValue() as string | undefined}
        onChoose={(name) => topic.setFilterValue(name)}
      />
      <div className="list" role="grid" ref={list}>
        <div className="heads">
          {HEADS.map((head) => (
            <button key={head} type="button" onClick={table.getColumn('title')!.getToggleSortingHandler()}>
              {head}
            </button>
          ))}
        </div>
        <div className="body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index }) => (
            <Line key={rows[index]!.id} index={index} row={rows[index]!.original} />
          ))}
        </div>
      </div>
    </div>
  )
}

type Choosing = {
  readonly facets: readonly Facet[]
  readonly chosen: string | undefined
  readonly onChoose: (name: string | undefined) => void
}

const Facets = ({ facets, chosen, onChoose }: Choosing) => (
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
              onChange={({ target }) => onChoose(target.checked ? name : undefined)}
            />
            <span>{name}</span>
            <span>{papers.toLocaleString()}</span>
          </label>
        ))}
      </fieldset>
    ))}
  </aside>
)

const Line = memo(function Line({ index, row: { paper, mark } }: { readonly index: number; readonly row: Row }) {
  const [starred, setStarred] = useState(mark?.starred ?? false)
  return (
    <div role="row" className="row" aria-rowindex={index + 2} style={{ top: index * ROW_PX }}>
      <button
        type="button"
        aria-label="Star"
        aria-pressed={starred}
        className={starred ? 'starred' : ''}
        onClick={() => setStarred(!starred)}
      >
        ★
      </button>
      <div role="gridcell">{mark?.status ?? 'unread'}</div>
      <div role="rowheader" aria-label={paper.title}>
        {paper.title}
      </div>
      <div role="gridcell">{paper.topics[0]?.at(-1)}</div>
      <div role="gridcell">{paper.affiliations.join(', ')}</div>
      <div role="gridcell">
        {paper.venue} {paper.year}
      </div>
      <div role="gridcell">
        {paper.links.map(({ label, url }) => (
          <a key={url} href={url}>
            {label}{' '}
          </a>
        ))}
      </div>
    </div>
  )
})

createRoot(document.getElementById('root')!).render(<Page />)
