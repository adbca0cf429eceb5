import type { BenchMark, Entry } from '../papers.ts'
import { countText } from './catalog.ts'

/** The counts in the header and the facets of a page. */
export type Said = { readonly total: number; readonly all: number; readonly facets: readonly Facet[] }
/** The content of the screen. */
export type Shown = Said & {
  readonly row: (index: number) => { readonly paper: Entry; readonly mark: BenchMark | undefined } | undefined
}
export type Facet = readonly [label: string, values: readonly (readonly [name: string, count: number])[]]

type Asks = { readonly search: (text: string) => void; readonly choose: (topic: string | null) => void }

const ROW_PX = 64
const SPARE_ROWS = 10
const HEADS = ['Star', 'Status', 'Title', 'Topic', 'Affiliation', 'Venue', 'Links']

/** Adds a search box, a count and facets around a list. */
export function drawControls({ search, choose }: Asks, list: HTMLElement): (said: Said) => void {
  const input = element('input', { type: 'search', ariaLabel: 'Search papers' })
  const count = element('p', { role: 'status' })
  const facets = element('aside', { ariaLabel: 'Filters' })
  const page = element('div', { className: 'page' }, [element('header', {}, [input, count]), facets, list])
  document.getElementById('root')!.replaceChildren(page)

  let chosen: string | null = null
  input.addEventListener('input', () => search(input.value))
  facets.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    chosen = target.checked ? target.ariaLabel : null
    choose(chosen)
  })
  const drawFacet = ([label, values]: Facet) =>
    element('fieldset', {}, [
      element('legend', { textContent: label }),
      ...values.map(([name, papers]) =>
        element('label', {}, [
          element('input', { type: 'checkbox', ariaLabel: name, checked: name === chosen }),
          element('span', { textContent: name }),
          element('span', { textContent: papers.toLocaleString() }),
        ]),
      ),
    ])
  return (said) => {
    count.textContent = countText(said.total, said.all)
    facets.replaceChildren(...said.facets.map(drawFacet))
  }
}

/** A plain page with a search box, facets, and a list that only renders the rows near the viewport. */
export function drawPage(does: Asks & { readonly sort: () => void }): (shown: Shown) => void {
  const heads = element(
    'div',
    { className: 'heads' },
    HEADS.map((head) => element('button', { textContent: head })),
  )
  const body = element('div', { className: 'body' })
  const list = element('div', { className: 'list', role: 'grid' }, [heads, body])
  const say = drawControls(does, list)

  let shown: Shown | null = null
  let drawn = new Map<number, HTMLElement>()

  const drawRows = (afresh: boolean) => {
    if (!shown) return
    const first = Math.floor(list.scrollTop / ROW_PX)
    const from = Math.max(0, first - SPARE_ROWS)
    const to = Math.min(shown.total, first + Math.ceil(list.clientHeight / ROW_PX) + 1 + SPARE_ROWS)
    const next = new Map<number, HTMLElement>()
    for (let index = from; index < to; index += 1) {
      const before = afresh ? undefined : drawn.get(index)
      const row = shown.row(index)
      if (row) next.set(index, before ?? drawRow(index, row.paper, row.mark))
    }
    if (afresh) body.replaceChildren(...next.values())
    else {
      for (const [index, row] of drawn) if (!next.has(index)) row.remove()
      body.append(...[...next].filter(([index]) => !drawn.has(index)).map(([, row]) => row))
    }
    drawn = next
  }

  heads.children[2]!.addEventListener('click', does.sort)
  list.addEventListener('scroll', () => drawRows(false), { passive: true })
  body.addEventListener('click', ({ target }) => {
    const star = target instanceof Element ? target.closest('[aria-label="Star"]') : null
    if (!star) return
    star.ariaPressed = star.ariaPressed === 'true' ? 'false' : 'true'
    star.className = star.ariaPressed === 'true' ? 'starred' : ''
  })

  return (next) => {
    shown = next
    list.scrollTop = 0
    body.style.height = `${next.total * ROW_PX}px`
    drawRows(true)
    say(next)
  }
}

function drawRow(index: number, paper: Entry, mark: BenchMark | undefined): HTMLElement {
  const starred = mark?.starred ?? false
  const star = element('button', { ariaLabel: 'Star', ariaPressed: String(starred), textContent: '★' })
  star.className = starred ? 'starred' : ''
  const text = (textContent: string) => element('div', { role: 'gridcell', textContent })
  const links = paper.links.map(({ label, url }) => element('a', { href: url, textContent: `${label} ` }))
  const row = element('div', { role: 'row', className: 'row', ariaRowIndex: String(index + 2) }, [
    star,
    text(mark?.status ?? 'unread'),
    element('div', { role: 'rowheader', ariaLabel: paper.title, textContent: paper.title }),
    text(paper.topics[0]?.at(-1) ?? ''),
    text(paper.affiliations.join(', ')),
    text(`${paper.venue} ${paper.year}`),
    element('div', { role: 'gridcell' }, links),
  ])
  row.style.top = `${index * ROW_PX}px`
  return row
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
