import { isSafeAddress } from '../model/address.ts'
import { venueAndYear } from '../model/fields.ts'
import { changedAt, STATUS_LABELS, type KeptMark, type Mark } from '../model/mark.ts'
import { firstLine } from '../model/note.ts'
import { isCode, type PaperHead } from '../model/paper.ts'
import { findSpans } from '../model/text.ts'
import { drawing, element, setAttribute, setHidden, setText } from './element.ts'
import { AWARD, CODE, STAR, type Shape } from './icons.ts'
import styles from './cells.module.css'
import icons from './icons.module.css'
import star from './Star.module.css'
import status from './Status.module.css'

/** What a line says: a paper, what the reader said of it, and the folded words of the query, to be marked where they stand. */
export type Said = {
  readonly paper: PaperHead
  readonly mark: Mark
  readonly kept: KeptMark | undefined
  readonly needles: readonly string[]
}

/** A cell of a line: its elements are made once, and what changes in them is written. */
export type Cell = { readonly content: Node; show(said: Said): void }

/** The star. What a click on it does is told to the whole list (lines.ts), as all that cells are pressed for. */
export function starCell(): Cell {
  const button = element('button', {
    type: 'button',
    class: star['star']!,
    'aria-label': 'Star',
    'data-act': 'star',
    'data-command': 'star',
    tabindex: '-1',
  })
  button.append(drawing({ viewBox: '0 0 20 20', 'aria-hidden': 'true' }, ...STAR))
  return {
    content: button,
    show({ mark: { starred } }) {
      setAttribute(button, 'aria-pressed', String(starred))
    },
  }
}

export function statusCell(): Cell {
  const label = new Text()
  const dot = element('span', { class: status['dot']!, 'aria-hidden': 'true' })
  const button = element(
    'button',
    {
      type: 'button',
      class: status['status']!,
      'data-act': 'status',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      tabindex: '-1',
    },
    dot,
    label,
  )
  return {
    content: button,
    show({ mark }) {
      if (button.dataset['status'] === mark.status) return
      button.dataset['status'] = mark.status
      button.setAttribute('aria-label', `Status: ${STATUS_LABELS[mark.status]}`)
      setText(label, STATUS_LABELS[mark.status])
    },
  }
}

export function titleCell(): Cell {
  const name = element('span', { class: styles['name']!, dir: 'auto' })
  const first = element('span', { class: styles['line']! }, name)
  const words = element('span')
  const note = element('span', { class: styles['note']!, dir: 'auto', hidden: '' }, words)
  const [showName, showWords] = [createMarked(name), createMarked(words)]
  const [award, code] = [createIcon(AWARD, icons['award']!), createIcon(CODE, icons['code']!)]
  let tags: readonly string[] = []
  return {
    content: element('span', { class: styles['title']! }, first, note),
    show({ paper, mark, needles }) {
      showName(paper.title, needles)
      award.show(first, paper.awards.join(', '))
      code.show(first, paper.links.some(isCode) ? 'Code available' : '')
      const line = firstLine(mark.note)
      setHidden(note, line === '' && mark.tags.length === 0)
      showWords(line, needles)
      if (mark.tags === tags || (mark.tags.length === 0 && tags.length === 0)) return
      tags = mark.tags
      note.replaceChildren(...tags.map((tag) => element('span', { class: styles['tag']!, dir: 'auto' }, tag)), words)
    },
  }
}

export const topicCell = () => textCell(({ topics }) => topics.map((path) => path.at(-1)).join(', '), true)
export const affiliationsCell = () => textCell(({ affiliations }) => affiliations.join(' · '), true)
export const venueCell = () => textCell(venueAndYear, false)

function textCell(textOf: (paper: PaperHead) => string, isSearched: boolean): Cell {
  const content = element('span', { class: styles['quiet']!, dir: 'auto' })
  const show = createMarked(content)
  return { content, show: ({ paper, needles }) => show(textOf(paper), isSearched ? needles : NO_NEEDLES) }
}

const NO_NEEDLES: readonly string[] = []
const MOST_LINKS = 3

export function linksCell(): Cell {
  const content = element('span', { class: styles['links']! })
  let shown: PaperHead['links'] = []
  return {
    content,
    show({ paper: { links } }) {
      if (links === shown) return
      shown = links
      content.replaceChildren(
        ...links
          .slice(0, MOST_LINKS)
          .map(({ label, url }) =>
            isSafeAddress(url)
              ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', tabindex: '-1' }, label)
              : element('span', {}, label),
          ),
      )
    },
  }
}

const thisYear = new Date().getFullYear()
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

export function changedCell(): Cell {
  const label = new Text()
  const content = element('time', { class: styles['quiet']! }, label)
  let shown: number | null = null
  return {
    content,
    show({ kept }) {
      const at = changedAt(kept)
      if (at === shown) return
      shown = at
      setText(label, at === null ? '' : (new Date(at).getFullYear() === thisYear ? day : dayAndYear).format(at))
      setAttribute(content, 'datetime', at === null ? null : new Date(at).toISOString())
      setAttribute(content, 'title', at === null ? null : full.format(at))
    },
  }
}

/** Writes text into an element, with what the search found in it marked. */
function createMarked(into: HTMLElement): (text: string, needles: readonly string[]) => void {
  const plain = new Text()
  into.append(plain)
  let marked = ''
  return (text, needles) => {
    const spans = findSpans(text, needles)
    const key = spans.length > 0 ? `${spans.join()} ${text}` : ''
    if (key === '') setText(plain, text)
    if (key === marked) return
    marked = key
    const parts: (Node | string)[] = []
    let at = 0
    for (const [from, to] of spans) {
      parts.push(text.slice(at, from), element('mark', {}, text.slice(from, to)))
      at = to
    }
    into.replaceChildren(...(key === '' ? [plain] : [...parts, text.slice(at)]))
  }
}

/** A drawing with a name, which is there only as long as it says something. */
function createIcon(shapes: readonly Shape[], kind: string) {
  let made: Element | null = null
  let shown = ''
  return {
    show(parent: Element, label: string) {
      if (label === shown) return
      shown = label
      if (label === '') return made?.remove()
      if (!made) {
        made = drawing(
          { viewBox: '0 0 16 16', class: `${icons['icon']} ${kind}`, role: 'img' },
          ['title', {}],
          ...shapes,
        )
      }
      setAttribute(made, 'aria-label', label)
      made.firstElementChild!.textContent = label
      parent.append(made)
      return undefined
    },
  }
}
