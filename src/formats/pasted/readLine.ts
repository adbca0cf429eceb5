import { complete } from '../entry/completeEntry.ts'
import { BLANK, toPaper, type Entry } from '../entry/entry.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { isCodeOnly, readWord } from './readWord.ts'

/** The papers of a line; what is said of one beside its addresses is its title. */
export type Line = {
  readonly entries: readonly Entry[]
  /** What the line says: a title, addresses, or a title with addresses. */
  readonly kind: 'title' | 'links' | 'both'
}

/** Fewer words between several addresses, such as “and”, are no title. */
const FEW_WORDS = 3
const GAPS = /\s+|[,;|](?=https?:|doi:|arxiv:|10\.\d{4})/i

/** Reads one line: papers by DOI, arXiv id or address, one paper with its title and links, or only a title. */
export function readLine(text: string, line = 1): Line {
  const words = fromMarkup(text).split(GAPS).filter(Boolean)
  const isLabel = (i: number) => LABEL.test(words[i]!) && !/^https?:/i.test(words[i + 1]!)
  const restOf = (read: readonly (Entry | null)[]) =>
    toTitle(words.filter((_, i) => read[i] === null && !(read[i + 1] && isLabel(i))).join(' '))
  const alone = words.map((word) => readWord(word, true))
  const read = restOf(alone) === '' ? alone : words.map((word) => readWord(word, false))
  const found = distinctPapers(read.filter((entry) => entry !== null))
  const title = restOf(read)
  const at = (entry: Entry): Entry => ({ ...entry, line })
  if (found.length === 0) return { kind: 'title', entries: [at({ ...BLANK, title: toLine(text) })] }
  const isOne = found.filter((entry) => !isCodeOnly(entry)).length < 2 || found.every((a) => canJoin(a, found[0]!))
  const isSaid = title !== '' && (found.length === 1 || title.split(' ').length >= FEW_WORDS)
  if (isSaid && isOne) return { kind: 'both', entries: [at({ ...join(found), title })] }
  const [first, ...rest] = withCode(found).map(at)
  return { kind: isSaid ? 'both' : 'links', entries: [isSaid ? { ...first!, title } : first!, ...rest] }
}

/** Labels before ids, which say nothing by themselves. */
const LABEL = /^(?:doi|arxiv|url|link|id)[:.]*$/i
const SITE = /^(?:arXiv|ACM|IEEE|USENIX|OpenReview|ScienceDirect|SpringerLink|PubMed|Nature|PNAS|ACL Anthology)\b/

/** What is said beside an address as a title: without the name of the site that browsers append, and quotes. */
export function toTitle(text: string): string {
  return cutSite(toLine(text).replace(/^\[[^\]]*\] */, ''))
    .replace(/^[ :,;–—-]+|(?<![ :,;–—-])[ :,;–—-]+$/g, '')
    .replace(/^["“](.*)["”]$/, '$1')
}

function cutSite(text: string): string {
  const bar = text.indexOf(' | ')
  if (bar > 0) return text.slice(0, bar)
  const dash = /^(.*) [-–—] ([^-–—]*)$/.exec(text)
  return dash && SITE.test(dash[2]!) ? dash[1]! : text
}

/** Entries without those that name the same paper as an earlier one. */
export function distinctPapers(entries: readonly Entry[]): readonly Entry[] {
  const known = new Set<string>()
  return entries.filter((entry) => {
    const { id } = toPaper(entry, '')
    return !known.has(id) && known.add(id)
  })
}

/** Whether two entries of a line may be one paper: its ids of one kind are the same. */
const canJoin = (a: Entry, b: Entry): boolean =>
  (!a.doi || !b.doi || a.doi.toLowerCase() === b.doi.toLowerCase()) && (!a.arxiv || !b.arxiv || a.arxiv === b.arxiv)

/** One paper with the ids and links of all. */
function join(entries: readonly Entry[]): Entry {
  const first = (pick: (entry: Entry) => string) => entries.map(pick).find(Boolean) ?? ''
  return complete({
    ...BLANK,
    doi: first(({ doi }) => doi),
    arxiv: first(({ arxiv }) => arxiv),
    venue: first(({ venue }) => venue),
    year: entries.map(({ year }) => year).find((year) => year !== null) ?? null,
    links: entries.flatMap(({ links }) => links),
  })
}

/** Papers, each with the links to code after it. */
function withCode(entries: readonly Entry[]): readonly Entry[] {
  const papers: Entry[] = []
  for (const entry of entries) {
    const last = papers.at(-1)
    if (last && isCodeOnly(entry)) papers[papers.length - 1] = join([last, entry])
    else papers.push(entry)
  }
  return papers
}
