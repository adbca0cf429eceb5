import { fetchCatalog, textOf, wordsOf } from './catalog.ts'
import { drawPage } from './draw.ts'
import { createFacets } from './facets.ts'

// A good page without a framework: prepared text, a linear scan for every key, one thread.

const { papers, marks } = await fetchCatalog()
const texts = papers.map((paper, place) => textOf(paper, marks.get(place)?.note))
const count = createFacets(papers)
const all = papers.map((_, place) => place)

let text = ''
let topic: string | null = null
/** 0 is the order of the catalog, 1 by title, 2 by title descending. */
let order = 0

const show = drawPage({
  search: (typed) => answer(() => (text = typed)),
  sort: () => answer(() => (order = (order + 1) % 3)),
  choose: (chosen) => answer(() => (topic = chosen)),
})
answer(() => {})

function answer(change: () => void) {
  change()
  const words = wordsOf(text)
  const found = all.filter((place) => {
    if (topic !== null && papers[place]!.topics.every(([broad]) => broad !== topic)) return false
    return words.every((word) => texts[place]!.includes(word))
  })
  if (order > 0) found.sort((a, b) => papers[a]!.title.localeCompare(papers[b]!.title))
  if (order === 2) found.reverse()
  show({
    total: found.length,
    all: papers.length,
    row: (index) => {
      const place = found[index]
      return place === undefined ? undefined : { paper: papers[place]!, mark: marks.get(place) }
    },
    facets: count(found),
  })
}
