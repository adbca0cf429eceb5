import type { Bibliography } from './bibliography.ts'

/** Stable across lists and imports: `doi:…`, `arxiv:…`, `url:…`, else `title:…`. */
export type PaperId = string & { readonly __brand: 'PaperId' }

export type Link = { readonly label: string; readonly url: string }

/** One point of a paper’s summary; `text` is inline Markdown with emphasis and code only. */
export type Highlight = { readonly text: string; readonly children: readonly Highlight[] }

/** From the broadest to the narrowest: `['Large Language Models', 'Serving']`. */
export type TopicPath = readonly string[]

/** A paper as its lists publish it, or as the user edited it in a list of their own. */
export type Paper = PaperHead & {
  /** Plain text, with blank lines between its paragraphs. Empty if it is unknown. */
  readonly abstract: string
  readonly notices: readonly string[]
  readonly highlights: readonly Highlight[]
  /** When the user last edited it, in milliseconds since 1970. Its wording then stands before that of other entries. */
  readonly editedAt?: number
  /** Absent where it came from no bibliography. */
  readonly bibliography?: Bibliography
}

/** A paper without its abstract and its bibliography entry, which are read apart: they are most of a paper’s bytes. */
export type PaperFacts = Omit<Paper, 'abstract' | 'bibliography'>

/** The fields of a paper that a table row shows. */
export type PaperHead = {
  readonly id: PaperId
  /** Every identity of the paper, strongest first; `id` is one of them. */
  readonly aliases: readonly PaperId[]
  readonly title: string
  readonly authors: readonly string[]
  readonly year: number | null
  readonly venue: string
  readonly topics: readonly TopicPath[]
  readonly affiliations: readonly string[]
  readonly links: readonly Link[]
  readonly awards: readonly string[]
  /** Titles of the lists that contain it. */
  readonly lists: readonly string[]
  /** When the user added it to a list of their own, in milliseconds since 1970; null for a paper of a bundled list. */
  readonly addedAt: number | null
}

/** An empty paper, for a row of which only the mark is read. */
export const NO_PAPER: PaperHead = {
  id: '' as PaperId,
  aliases: [],
  title: '',
  authors: [],
  year: null,
  venue: '',
  topics: [],
  affiliations: [],
  links: [],
  awards: [],
  lists: [],
  addedAt: null,
}

const CODE_HOST = /^https?:\/\/(www\.)?(github\.com|gitlab\.com|bitbucket\.org|zenodo\.org|huggingface\.co)\//i

/** Whether a link leads to the paper's source code. */
export const isCode = ({ label, url }: Link): boolean =>
  /\b(code|github|artifact|repository|source)\b/i.test(label) ||
  (!/paper|pdf/i.test(label) && CODE_HOST.test(url) && !/\.pdf(?:[?#]|$)/i.test(url))

/** Drops the notices and highlights, which no table row shows, and when it was edited. */
export function toHead({
  notices: _notices,
  highlights: _highlights,
  editedAt: _editedAt,
  ...head
}: PaperFacts): PaperHead {
  return head
}
