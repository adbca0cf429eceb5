import { addLink, type PaperFacts, nothingFound, parseAward, readField, readFields } from './facts.ts'
import { type Item, itemsOf } from './brackets.ts'
import { type Piece, tidy, wordCount } from './pieces.ts'
import type { Chunk } from './runs.ts'
import { cleanTitle, pickTitle } from './title.ts'
import { parseAppearance } from './venue.ts'
import { isLabel, isPaperAddress, isPaperLabel, namesInstitution } from './words.ts'
import { isCode } from '../../../model/paper/paper.ts'

/** A line read as the first line of a paper, whether or not it is one. */
export type Head = {
  /** Empty if the line has no title, such as a line of links. */
  readonly title: string
  readonly found: PaperFacts
  /** The text of the line that is no field. */
  readonly rest: string
  readonly signs: Signs
}

/** Evidence that a line is a paper. */
export type Signs = {
  /** A link labelled "Paper", "arXiv" or similar, or a link to a site for papers. */
  readonly paper: boolean
  /** Any link with a label, such as code or slides. */
  readonly labelled: boolean
  /** The line has a venue or an author. */
  readonly appeared: boolean
  /** The title’s own address, if the title is a link. */
  readonly linked: string | null
  readonly bold: boolean
}

/** Reads a line or paragraph as title, links, venue, authors and the rest. */
export function readHead(pieces: readonly Piece[]): Head {
  const found = nothingFound()
  const chunks = toChunks(itemsOf(pieces), found)
  const labels = found.links.length > 0
  const picked = pickTitle(chunks, found)
  const title = cleanTitle(picked.title)
  if (picked.url) addLink(found, isCode({ label: '', url: picked.url }) ? 'Code' : 'Paper', picked.url)
  // The title’s own link comes first, as it does on the line.
  if (found.links.length > 1 && found.links.at(-1)!.url === picked.url) found.links.unshift(found.links.pop()!)
  const rest = picked.rest
    .map((text) => readFields(text.replace(/(?<=^|\s):[a-z][a-z0-9_+-]+:(?=\s|$)/g, ' '), found))
    .filter((text) => /[\p{L}\p{N}]/u.test(text) && !isLabel(text))
    .filter((text) => !readInstitutions(text, found))
  const paper = found.links.some(({ label, url }) =>
    isPaperLabel(label) && url !== picked.url ? true : isPaperAddress(url),
  )
  return {
    title,
    found,
    rest: tidy(rest.join('. ')),
    signs: {
      paper,
      labelled: labels,
      appeared: found.venue !== '' || found.authors.length > 0,
      linked: picked.url,
      bold: picked.bold,
    },
  }
}

/** Reads "Title | MIT & Google": a few capitalized words with an institution among them. */
function readInstitutions(text: string, found: PaperFacts): boolean {
  const names = text.replace(/[()]/g, ' ').split(/[,|]/).flatMap(splitInstitutions)
  const capitals = names.every((name) => name.split(' ').every((word) => /^[^\p{Ll}]|^(?:of|and|for|de)$/u.test(word)))
  if (!capitals || !namesInstitution(text) || wordCount(text) > 12) return false
  found.affiliations.push(...names)
  return true
}

function toChunks(items: readonly Item[], found: PaperFacts): readonly Chunk[] {
  const chunks: Chunk[] = []
  // The index of the next chunk to check, so that each is checked once.
  let looked = 0
  let isBegun = false
  const begun = () => {
    for (; !isBegun && looked < chunks.length; looked++) {
      const chunk = chunks[looked]!
      isBegun = chunk.kind === 'title' || (chunk.kind === 'text' && /[\p{L}\p{N}]/u.test(chunk.text))
    }
    return isBegun
  }
  items.forEach((item, at) => {
    if (item.kind === 'text') chunks.push(item)
    else if (item.kind === 'break') chunks.push({ kind: 'cut', soft: item.soft })
    else if (item.kind === 'link') chunks.push(...linkChunks(item, found, items, at))
    else if (readGroup(item, found, begun())) chunks.push({ kind: 'cut', soft: false })
    else if (item.pieces.filter(({ kind }) => kind === 'link').length === 1) {
      for (const piece of item.pieces) if (piece.kind === 'link') chunks.push(...linkChunks(piece, found, items, at))
    } else
      for (const piece of item.whole)
        chunks.push(
          piece.kind === 'break'
            ? { kind: 'text', text: ' ', style: 'plain' }
            : { kind: 'text', text: piece.text, style: piece.style },
        )
  })
  return chunks
}

function linkChunks(
  link: Piece & { kind: 'link' },
  found: PaperFacts,
  items: readonly Item[],
  at: number,
): readonly Chunk[] {
  const { text, url, style } = link
  if (url === '' || url.startsWith('#') || url.startsWith('mailto:')) return [{ kind: 'text', text, style }]
  if (/^(?:https?:\/\/|www\.)\S+$/.test(text)) {
    addLink(found, labelBefore(items, at) ?? labelOf(url), url)
    return [{ kind: 'cut', soft: false }]
  }
  const label = labelIn(text, found)
  if (label !== null) {
    addLink(found, label, url)
    return [{ kind: 'cut', soft: false }]
  }
  if (parseAppearance(text)) {
    readField(text, found)
    addLink(found, text, url)
    return [{ kind: 'cut', soft: false }]
  }
  return [{ kind: 'title', text, url, style }]
}

/** The label in a link’s text: "PDF", or "PDF" of "PDF: OSDI '20", whose venue goes to `found`. Null without one. */
export function labelIn(text: string, found: PaperFacts): string | null {
  if (isLabel(text)) return text
  const [, label = '', where = ''] = /^([^:：,(]+)[:：,(]\s*([^)]+)\)?$/.exec(text) ?? []
  return label !== '' && isLabel(label) && parseAppearance(where) && readField(where, found) ? label : null
}

/** The label of a link with a bare address. */
export const labelOf = (url: string): string =>
  isPaperAddress(url) ? 'Paper' : isCode({ label: '', url }) ? 'Code' : 'Link'

/** The label before a bare address, as in "Paper: https://…". Null without one. */
function labelBefore(items: readonly Item[], at: number): string | null {
  const before = items[at - 1]
  const group =
    before?.kind === 'group' ? before : before?.kind === 'text' && before.text.trim() === '' ? items[at - 2] : undefined
  if (group?.kind === 'group' && isLabel(group.text)) return group.text
  const word = before?.kind === 'text' ? /([\p{L}][\p{L} ]{1,20})\s*[:：]\s*$/u.exec(before.text)?.[1] : undefined
  return word && isLabel(word) ? word : null
}

/** Reads a bracketed text. False if it belongs to the text around it. `begun`: the title has begun before it. */
function readGroup(
  { pieces, text, bracket }: Extract<Item, { kind: 'group' }>,
  found: PaperFacts,
  begun: boolean,
): boolean {
  const links = pieces.filter((piece) => piece.kind === 'link')
  const words = tidy(pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join(''))
  if (links.length > 0) {
    const labels = links.every(
      (link) => isLabel(link.text) || parseAppearance(link.text) !== null || /^https?:/.test(link.text),
    )
    const short = links.every((link) => link.text.split(' ').length <= 3 && link.text.length <= 30)
    if (!labels && !(short && begun && /^[\s\p{P}\p{S}]*$/u.test(words))) return false
    for (const link of links) {
      if (parseAppearance(link.text)) readField(link.text, found)
      addLink(found, /^https?:/.test(link.text) ? labelOf(link.url) : link.text, link.url)
    }
    for (const part of words.split(/[,;|/]/)) if (!isLabel(part)) readField(part, found)
    return true
  }
  if (text === '' || (isLabel(text) && /\p{L}/u.test(text)) || /^[xX✓✔ ]$/.test(text)) return true
  const award = parseAppearance(text) ? null : parseAward(text)
  if (award) return found.awards.push(award) > 0
  const parts = text.split(/\s*[|;]\s*|,\s+(?=\S{0,40}\d{2}\S{0,40}$)/)
  if (!text.includes('|') && parseAppearance(text)) return readField(text, found)
  if (parts.length > 1 && parts.some((part) => parseAppearance(part))) {
    for (const part of parts)
      if (!readField(part, found) && namesInstitution(part)) found.affiliations.push(...splitInstitutions(part))
    return true
  }
  if (/\d{4}|et\.? al/.test(text) && readField(text, found)) return true
  const comma = text.split(/,\s+/)
  if (
    comma.length > 1 &&
    comma.some((part) => parseAppearance(part)?.year) &&
    comma.every((part) => readField(part, found))
  )
    return true
  // In round brackets after a title, words and a year are a venue, known or not.
  const where =
    begun && bracket === '('
      ? /^((?:\p{Lu}|[a-z]+[A-Z])[^.?!]{1,70}?)[\s,'’]*((?:19|20)\d\d)(?:\s+from\s.*)?$/u.exec(text)
      : null
  if (where && wordCount(where[1]!) <= 8) {
    found.venue ||= where[1]!
    found.year = Number(where[2])
    return true
  }
  // A tag before the title does not belong to it.
  return (
    !begun &&
    (bracket === '[' || /^(?:journal|conference|survey|review|book|workshop|preprint)$/i.test(text)) &&
    text.split(' ').length <= 4 &&
    text.length <= 40
  )
}

/** Splits "MIT & Google" and "MIT / Google". A comma may belong to a name, so it does not split. */
export const splitInstitutions = (text: string): readonly string[] =>
  tidy(text)
    .split(/\s*(?:&|＆|\s\/\s|、)\s*/)
    .map((name) => name.replace(/^[\s,;.]+|(?<![\s,;])[\s,;]+$/g, ''))
    .filter((name) => name !== '')
