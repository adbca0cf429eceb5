/** Stable across lists and imports: `doi:…`, `arxiv:…`, `url:…`, else `title:…`. */
export type PaperId = string & { readonly __brand: 'PaperId' }

export type Link = { readonly label: string; readonly url: string }

/** One point of a paper’s summary; `text` is inline Markdown with emphasis only. */
export type Highlight = { readonly text: string; readonly children: readonly Highlight[] }

/** From the broadest to the narrowest: `['Large Language Models', 'Serving']`. */
export type TopicPath = readonly string[]

/** A paper as its lists publish it. Never edited: what the user adds lives in a mark. */
export type Paper = PaperHead & {
  readonly notices: readonly string[]
  readonly highlights: readonly Highlight[]
}

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
}

const CODE_HOST = /^https?:\/\/(www\.)?(github\.com|gitlab\.com|bitbucket\.org|zenodo\.org|huggingface\.co)\//i

/** Whether a link leads to the paper's source code. */
export const isCode = ({ label, url }: Link): boolean =>
  /\b(code|github|artifact|repository|source)\b/i.test(label) || (!/paper|pdf/i.test(label) && CODE_HOST.test(url))

/** Drops the notices and highlights, which no table row shows. Highlights are most of a paper’s bytes. */
export function toHead({ notices: _notices, highlights: _highlights, ...head }: Paper): PaperHead {
  return head
}
