import { readFields } from '../field/facts.ts'
import { addLink, type PaperFacts, nothingFound } from '../field/paperFacts.ts'
import { joinSentences } from '../field/sentences.ts'
import { splitInstitutions } from './affiliation.ts'
import { itemsOf } from './brackets.ts'
import { toChunks } from './chunks.ts'
import { readCitation } from './citation.ts'
import { readVenue } from './group.ts'
import { presenterLast } from './beforeTitle.ts'
import { type Piece, plainText, wordCount } from './pieces.ts'
import { cleanTitle, pickTitle } from './title.ts'
import { isLabel, isPaperAddress, isPaperLabel, namesInstitution } from '../field/words.ts'
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
  const text = plainText(written)
  const [, page, beside = '', behind = ''] = PAGE.exec(text.replace(BLOCK_NAME, '')) ?? []
  const pieces: readonly Piece[] =
    page === undefined
      ? presenterLast(withoutTitleKey(withoutBlockName(written), text)).flatMap(cutAtSigns)
      : [
          { kind: 'text', text: `${page}${beside}`, style: 'plain' },
          { kind: 'break', soft: false, line: 0 },
          { kind: 'text', text: behind, style: 'plain' },
        ]
  const citation = readCitation(pieces, found)
  if (citation) return citedHead(citation, found)
  const chunks = toChunks(itemsOf(pieces), found)
  const labels = found.links.length > 0
  const picked = pickTitle(chunks, found)
  const named = cleanTitle(picked.title)
  const title = isRemark(named) && picked.url === null ? '' : named
  if (picked.url) addLink(found, isCode({ label: '', url: picked.url }) ? 'Code' : 'Paper', picked.url)
  // The title’s own link comes first, as it does on the line.
  if (found.links.length > 1 && found.links.at(-1)!.url === picked.url) found.links.unshift(found.links.pop()!)
  const rest = [...(title === named ? [] : [named]), ...picked.rest]
    .flatMap((text) => text.split(TASK_SIGN))
    .filter((text) => !(isMakers(text) && readInstitutions(text, found)))
    .map((text) =>
      TASK_SIGN.test(text) ? text : readFields(text.replace(/(?<=^|\s):[a-z][a-z0-9_+-]+:(?=\s|$)/g, ' '), found),
    )
    .filter((text) => /[\p{L}\p{N}]/u.test(text) && !isLabel(text))
    .filter((text) => !readInstitutions(text, found))
    .filter((text) => found.venue !== '' || wordCount(text) > 5 || !readVenue(text.replace(/[\s.,;]+$/, ''), found))
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

/** The name that Obsidian gives a block: “Title ^abc”. */
const BLOCK_NAME = /(?<=\S) \^[A-Za-z\d-]{3,40}$/

/** Obsidian and Logseq name a page so: “[[Title]]”. A year and tags may follow, and a remark behind a dash. */
const PAGE =
  /^\[\[(?:[^[\]|]{1,300}\|)?([^[\]|]{3,300})\]\]((?: \(?(?:19|20)\d\d\)?)?(?: #[^\s#]{1,60}){0,20})(?: [—–-] (.{1,300}))?$/u

function withoutBlockName(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1)
  if (last?.kind !== 'text' || !BLOCK_NAME.test(last.text)) return pieces
  return [...pieces.slice(0, -1), { ...last, text: last.text.replace(BLOCK_NAME, '') }]
}

/** Splits a text before the signs of Obsidian’s days: “Title ✅ 2024-01-31”. */
const cutAtSigns = (piece: Piece): readonly Piece[] =>
  piece.kind !== 'text'
    ? [piece]
    : piece.text
        .split(/(?=[📅⏳🛫✅➕❌]\uFE0F? (?:19|20)\d\d-\d\d-\d\d)/u)
        .flatMap((text, i): readonly Piece[] => [
          ...(i > 0 ? [{ kind: 'break', soft: false, line: 0 } as const] : []),
          { ...piece, text },
        ])

/** Signs before the days and ranks that Obsidian’s tasks have. They are the reader’s, and no years of papers. */
const TASK_SIGN = /(?=[📅⏳🛫✅➕❌🔁⏫🔼🔽]\uFE0F?(?:\s|$))/u

/** Words with which a reader says what to do with an address: “skim https://…”. */
const REMARK =
  /^(?:(?:please|to|must|re-?read|read|skim|scan|see|check|look|watch|review|present|discuss|finish|start|continue|try|cite|print|download|get|find|ask|also|and|or|plus|then|or|via|from|at|in|on|out|up|it|this|that|these|here|next|later|now|today|tomorrow|tonight|maybe|again|todo|done|new|more|about|link|url)[\s,;:!?.–—-]*){1,6}$/i
const isRemark = (title: string): boolean =>
  title.length < 60 && /^\p{Ll}/u.test(title) && (REMARK.test(title) || BESIDE_PAPERS.test(title))

/** What a meeting has beside its papers: “slides of our last meeting: https://…”. */
const BESIDE_PAPERS =
  /^(?:slides?|videos?|recordings?|minutes|agenda|notes?|photos?|website|homepage|zoom|form|schedule)(?: (?:of|for|from|to|by|with) [^:]{1,50})?:?$/i

/** A word that says that a title follows. A course has “Reading:” before it. */
export const TITLE_KEY =
  /^(?:(?:paper )?(?:title|题目|标题|タイトル)\s?[:：]\s?\S|(?:paper|reading|(?:required|optional|recommended|assigned)(?: reading)?)\s?[:：]\s?(?!https?:)(?:\S+\s){2})/i

/** The pieces behind “Title:”. */
function withoutTitleKey(pieces: readonly Piece[], text: string): readonly Piece[] {
  if (!TITLE_KEY.test(text)) return pieces
  const at = pieces.findIndex((piece) => piece.kind === 'text' && /[:：]/.test(piece.text))
  const piece = pieces[at]
  if (piece?.kind !== 'text') return pieces
  return [{ ...piece, style: 'plain', text: piece.text.replace(/^.*?[:：]\s*/s, '') }, ...pieces.slice(at + 1)]
}

function citedHead({ title, rest }: NonNullable<ReturnType<typeof readCitation>>, found: PaperFacts): Head {
  const paper = found.doi !== '' || found.links.some(({ label, url }) => isPaperLabel(label) || isPaperAddress(url))
  const signs = { paper, labelled: found.links.length > 0, appeared: true, linked: null, bold: false, cited: true }
  return { title: cleanTitle(title), found, rest, signs }
}

/** Reads "Title | MIT & Google": a few capitalized words with an institution among them. */
function readInstitutions(text: string, found: PaperFacts): boolean {
  const names = splitMakers(text)
  const capitals = names.every((name) => name.split(' ').every((word) => /^[^\p{Ll}]|^(?:of|and|for|de)$/u.test(word)))
  // A year, or a publisher, says where the paper appeared.
  if (/(?:19|20)\d\d\W*$|\b(?:press|publish\w+|verlag)\b/i.test(text)) return false
  if (!capitals || !namesInstitution(text) || wordCount(text) > MOST_WORDS) return false
  if (wordCount(text) > 12 && names.filter(namesInstitution).length < names.length / 2) return false
  found.affiliations.push(...names)
  return true
}

/** Whether a text names institutions and no people, though it could: “MIT · Together AI”, “Some Startup & MIT”. */
function isMakers(text: string): boolean {
  const names = splitMakers(text)
  if (/[,|]/.test(text) || names.length < 2) return namesInstitution(names[0] ?? '')
  return names.some((name) => beginsInstitution(name))
}

/** Whether a name begins like that of an institution. “Ann Brown” does not. */
const beginsInstitution = (name: string): boolean => namesInstitution(name.split(' ')[0]!)

/** Words of the longest line of institutions. */
const MOST_WORDS = 40

const splitMakers = (text: string): readonly string[] =>
  text.length > 1000
    ? []
    : text
        .replace(/^[\s:|–—-]+|[()]/g, ' ')
        .split(/[,|]/)
        .flatMap(splitInstitutions)
