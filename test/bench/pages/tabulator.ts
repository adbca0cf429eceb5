import { TabulatorFull as Tabulator } from 'tabulator-tables'
import 'tabulator-tables/dist/css/tabulator.min.css'
import { fetchCatalog, textOf, wordsOf } from './catalog.ts'
import { drawControls } from './draw.ts'
import { createFacets } from './facets.ts'

// Tabulator with its virtual DOM and its own filter and sort, over the same prepared text.

type Row = {
  readonly place: number
  readonly title: string
  readonly status: string
  readonly topic: string
  readonly affiliations: string
  readonly venue: string
  readonly text: string
  starred: boolean
}

const { papers, marks } = await fetchCatalog()
const data = papers.map((paper, place): Row => {
  const mark = marks.get(place)
  return {
    place,
    title: paper.title,
    status: mark?.status ?? 'unread',
    topic: paper.topics[0]?.at(-1) ?? '',
    affiliations: paper.affiliations.join(', '),
    venue: `${paper.venue} ${paper.year}`,
    text: textOf(paper, mark?.note),
    starred: mark?.starred ?? false,
  }
})
const count = createFacets(papers)
const all = papers.map((_, place) => place)

let words: readonly string[] = []
let topic: string | null = null

const list = document.createElement('div')
const showControls = drawControls(
  {
    search: (text) => filter(() => (words = wordsOf(text))),
    choose: (chosen) => filter(() => (topic = chosen)),
  },
  list,
)

const table = new Tabulator<Row>(list, {
  data,
  height: '100%',
  rowHeight: 64,
  layout: 'fitColumns',
  index: 'place',
  columns: [
    {
      title: 'Star',
      field: 'starred',
      width: 60,
      headerSort: false,
      formatter: (cell) => toStar(cell.getRow().getData()),
    },
    { title: 'Status', field: 'status', width: 100 },
    { title: 'Title', field: 'title', headerSortTristate: true, sorter: (a, b) => a.localeCompare(b) },
    { title: 'Topic', field: 'topic', width: 136 },
    { title: 'Affiliation', field: 'affiliations', width: 128 },
    { title: 'Venue', field: 'venue', width: 90 },
    {
      title: 'Links',
      field: 'links',
      width: 102,
      headerSort: false,
      formatter: (cell) => toLinks(cell.getRow().getData().place),
    },
  ],
})
table.on('tableBuilt', () => show(all))
table.on('dataFiltered', (_, rows) => show(rows.map((row) => row.getData().place)))

function show(places: readonly number[]) {
  showControls({ total: places.length, all: papers.length, facets: count(places) })
}

function filter(change: () => void) {
  change()
  // Tabulator keeps its scroll position when the list changes.
  list.querySelector('.tabulator-tableholder')!.scrollTop = 0
  if (words.length === 0 && topic === null) table.clearFilter(true)
  else
    table.setFilter(
      ({ place, text }) =>
        (topic === null || papers[place]!.topics.some(([broad]) => broad === topic)) &&
        words.every((word) => text.includes(word)),
    )
}

function toStar(row: Row): HTMLElement {
  const star = document.createElement('button')
  Object.assign(star, { ariaLabel: 'Star', ariaPressed: String(row.starred), textContent: '★' })
  star.addEventListener('click', () => {
    row.starred = !row.starred
    star.ariaPressed = String(row.starred)
    star.className = row.starred ? 'starred' : ''
  })
  return star
}

function toLinks(place: number): HTMLElement {
  const links = papers[place]!.links.map(({ label, url }) =>
    Object.assign(document.createElement('a'), { href: url, textContent: `${label} ` }),
  )
  const cell = document.createElement('span')
  cell.append(...links)
  return cell
}
