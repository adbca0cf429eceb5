import { readField } from '../field/fact.ts'
import { readFields } from '../field/facts.ts'
import { addLink, type PaperFacts, nothingFound } from '../field/paperFacts.ts'
import { joinSentences } from '../field/sentences.ts'
import { splitInstitutions } from './affiliation.ts'
import { type Item, itemsOf } from './brackets.ts'
import { readCitation } from './citation.ts'
import { readGroup, readVenue } from './group.ts'
import { type Piece, plainText, wordCount } from './pieces.ts'
import type { Chunk } from './runs.ts'
import { cleanTitle, pickTitle } from './title.ts'
import { parseAppearance } from '../field/venue.ts'
import { isLabel, isPaperAddress, isPaperLabel, labelOf, namesInstitution } from '../field/words.ts'
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
  /** The line is in the style of a bibliography. */
  readonly cited: boolean
}

/** Reads a line or paragraph as title, links, venue, authors and the rest. */
export function readHead(written: readonly Piece[]): Head {
  const found = nothingFound()
  // Obsidian and Logseq name a page so: “[[Title]]”.
  const page = /^\[\[(?:[^[\]|]{1,300}\|)?([^[\]|]{3,300})\]\]$/.exec(plainText(written))?.[1]
  const pieces: readonly Piece[] = page === undefined ? written : [{ kind: 'text', text: page, style: 'plain' }]
  const citation = readCitation(pieces, found)
  if (citation) return citedHead(citation, found)
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
    .filter((text) => found.venue !== '' || wordCount(text) > 5 || !readVenue(text, found))
  // A file beside the list is as good a sign as one elsewhere, though its address is of no use here.
  const paper =
    found.links.some(({ label, url }) => (isPaperLabel(label) && url !== picked.url ? true : isPaperAddress(url))) ||
    found.doi !== '' ||
    (picked.url !== null && /^[^:?#]+\.(?:pdf|ps|djvu)$/i.test(picked.url))
  return {
    title,
    found,
    rest: joinSentences(rest),
    signs: {
      paper,
      labelled: labels,
      appeared: found.venue !== '' || found.authors.length > 0,
      linked: picked.url,
      bold: picked.bold,
      cited: false,
    },
  }
}

function citedHead({ title, rest }: NonNullable<ReturnType<typeof readCitation>>, found: PaperFacts): Head {
  const paper = found.doi !== '' || found.links.some(({ label, url }) => isPaperLabel(label) || isPaperAddress(url))
  const signs = { paper, labelled: found.links.length > 0, appeared: true, linked: null, bold: false, cited: true }
  return { title: cleanTitle(title), found, rest, signs }
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
  const inner = /^[[【(](.*)[\])】]$/.exec(text.trim())?.[1]?.trim()
  const said = inner ?? text
  // A name with a colon after it begins a title: [SAS](…): Sparse Stuff.
  if (parseAppearance(said) && !/^\s*[:：]/.test(textAfter(items, at))) {
    readField(said, found)
    addLink(found, inner !== undefined && isPaperAddress(url) ? 'Paper' : said, url)
    return [{ kind: 'cut', soft: false }]
  }
  // “[Gray et al. (1975)](…)” after a title names its first author.
  const cited = /^(\p{Lu}[^()]{1,60}?),?\s*\(?((?:19|20)\d\d)[a-z]?\)?$/u.exec(said)
  if (cited && wordCount(textBefore(items, at)) >= 3) {
    readField(said, found)
    found.year ??= Number(cited[2])
    addLink(found, 'Paper', url)
    return [{ kind: 'cut', soft: false }]
  }
  // In brackets after a title, a few words are a label or a venue that nobody has listed.
  if (inner !== undefined && wordCount(inner) <= 5 && wordCount(textBefore(items, at)) >= 2) {
    if (!readVenue(inner, found)) readField(inner, found)
    addLink(found, isPaperAddress(url) ? 'Paper' : inner, url)
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

/** The label before a bare address, as in "Paper: https://…". Null without one. */
function labelBefore(items: readonly Item[], at: number): string | null {
  const before = items[at - 1]
  const group =
    before?.kind === 'group' ? before : before?.kind === 'text' && before.text.trim() === '' ? items[at - 2] : undefined
  if (group?.kind === 'group' && isLabel(group.text)) return group.text
  const word = before?.kind === 'text' ? /([\p{L}][\p{L} ]{1,20})\s*[:：]\s*$/u.exec(before.text)?.[1] : undefined
  return word && isLabel(word) ? word : null
}

const textBefore = (items: readonly Item[], at: number): string =>
  items
    .slice(0, at)
    .map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ')

const textAfter = (items: readonly Item[], at: number): string => {
  const next = items[at + 1]
  return next?.kind === 'text' ? next.text : ''
}
