import { fieldDoi, toAddress } from '../entry/addresses.ts'
import type { Entry, Notice, Parsed } from '../entry/entry.ts'
import { toLine } from '../entry/markup.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { readElements, textOf, type Element } from '../xml/elements.ts'
import { readCoins } from './coins.ts'

/**
 * Parses a bibliography that Zotero or another citation processor has printed as HTML, and any page with COinS. An entry
 * is read from its COinS if it has one, else from its words, in the ways of the Markdown reader.
 */
export function parseBibliography(text: string): Parsed {
  const printed: Element[] = []
  const hidden = new Map<Element | null, Entry>()
  const others: Entry[] = []
  const take = (element: Element, isInList = false) => {
    if (hasClass(element, 'csl-entry') || (isInList && element.name === 'div')) {
      printed.push(element)
      for (const child of inside(element)) if (hasClass(child, 'Z3988')) keep(child, element)
    } else if (hasClass(element, 'Z3988')) keep(element, printed.at(-1) ?? null)
    else {
      const isList = hasClass(element, 'csl-bib-body')
      for (const child of element.children) if (typeof child === 'object') take(child, isList)
    }
  }
  const keep = ({ attributes, line }: Element, of: Element | null) => {
    const entry = readCoins(attributes['title'] ?? '', line)
    if (!entry) return
    if (of && !hidden.has(of)) hidden.set(of, { ...entry, line: of.line })
    else others.push(entry)
  }
  const notices = readElements(text, 'html', new Set(['div', 'span', 'li', 'p', 'td']), (element) => take(element))
  const plain = printed.filter((element) => !hidden.has(element))
  const lines = plain.map((element) => `- ${toLine(toMarkdown(element))}`)
  const read = parseMarkdown(['# References', ...lines].join('\n'))
  const lineOf = (at: number) => plain[at - 2]?.line ?? 1
  const entries = [
    ...hidden.values(),
    ...others,
    ...read.entries.map((entry) => ({ ...entry, line: lineOf(entry.line) })),
  ]
  return {
    title: '',
    entries: entries.toSorted((a, b) => a.line - b.line),
    notices: [...notices, ...read.notices.map((notice): Notice => ({ ...notice, line: lineOf(notice.line) }))],
  }
}

const hasClass = ({ attributes }: Element, name: string) => (attributes['class'] ?? '').split(/\s+/).includes(name)

function* inside({ children }: Element): Generator<Element> {
  for (const child of children)
    if (typeof child === 'object') {
      yield child
      yield* inside(child)
    }
}

/** The words of an entry as Markdown, with its links and without its number. */
function toMarkdown(element: Element): string {
  const { name, attributes, children } = element
  if (hasClass(element, 'csl-left-margin') || hasClass(element, 'Z3988')) return ''
  if (name === 'a') {
    const [url, words] = [toAddress(attributes['href'] ?? ''), toLine(textOf(element))]
    if (fieldDoi(words)) return words
    return !url ? escape(words) : words === url ? `<${url}>` : `[${escape(words)}](<${url}>)`
  }
  const words = children.map((child) => (typeof child === 'string' ? escape(child) : toMarkdown(child))).join('')
  return (name === 'i' || name === 'em') && words.trim() !== '' ? `*${words}*` : words
}

const escape = (text: string) => text.replace(/[\\`*_[\]<>|#~]/g, '\\$&')
