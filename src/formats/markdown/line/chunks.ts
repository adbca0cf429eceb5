import { readField } from '../field/fact.ts'
import { parseFamilies } from '../field/names.ts'
import { addLink, type PaperFacts } from '../field/paperFacts.ts'
import { parseAppearance } from '../field/venue.ts'
import { isLabel, isPaperAddress, labelOf } from '../field/words.ts'
import type { Item } from './brackets.ts'
import { readGroup, readVenue } from './group.ts'
import { type Piece, wordCount } from './pieces.ts'
import type { Chunk } from './runs.ts'

export function toChunks(items: readonly Item[], found: PaperFacts): readonly Chunk[] {
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
    // “`CVPR 2024` Title”
    if (item.kind === 'text' && item.style === 'code' && isVenue(item.text) && readField(item.text, found))
      chunks.push({ kind: 'cut', soft: false })
    else if (item.kind === 'text') chunks.push(item)
    else if (item.kind === 'break') chunks.push({ kind: 'cut', soft: item.soft })
    else if (item.kind === 'link') chunks.push(...linkChunks(item, found, items, at))
    else if (readGroup(item, found, begun())) chunks.push({ kind: 'cut', soft: false })
    // “Title (must read)” has a word of the reader.
    else if (begun() && READERS_WORD.test(item.text) && !/^\s*[:：\p{L}]/u.test(textAfter(items, at)))
      chunks.push(
        { kind: 'cut', soft: false },
        { kind: 'text', text: item.text, style: 'plain' },
        { kind: 'cut', soft: false },
      )
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

/** What readers and programs say of a paper in brackets behind its title. */
const READERS_WORD =
  /^(?:maybe|optional|required|recommended|skim(?:med)?|must[- ]read|to[- ]?do|wip|skipped|unread|partially read|in progress|if time permits|(?:position|vision|short|experience|invited|industr(?:y|ial))(?: (?:paper|talk|track))?|选读|必读|精读|略读|待读)[!.?]?$/i

const isVenue = (text: string): boolean => {
  const appearance = parseAppearance(text)
  return appearance !== null && appearance.venue !== '' && appearance.year !== null
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
    // “[Gray et al., OSDI 2012](…)”
    const [, people = '', where = ''] = /^([^,]+(?:,[^,]+)*), ([^,]+)$/.exec(said) ?? []
    if (parseAppearance(where)?.venue) {
      if (!readField(people, found) && found.authors.length === 0) found.authors = parseFamilies(people) ?? []
      readField(where, found)
    } else readField(said, found)
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
  // The colon of “:scroll:” at its end opens no subtitle.
  return [{ kind: 'title', text: text.replace(/\s:[a-z][a-z0-9_+-]{0,40}:$/, ''), url, style }]
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
