import { mergeBibliographies } from './bibliography.ts'
import type { Paper } from './paper.ts'

/**
 * Merges two entries of one paper: the wording of the first, and the topics, links and so on of both. An entry that the
 * user edited goes before others, and has its own topics and links alone, unless it has none.
 */
export function mergePapers(first: Paper, second: Paper): Paper {
  const same = (text: string) => text
  const isSecond = (second.editedAt ?? 0) > (first.editedAt ?? 0)
  const [one, other] = isSecond ? [second, first] : [first, second]
  const all = <T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string) =>
    one.editedAt !== undefined && ours.length > 0 ? ours : union(ours, theirs, key)
  const bibliography = mergeBibliographies(one.bibliography, other.bibliography)
  return {
    ...one,
    id: first.id,
    year: one.year ?? other.year,
    venue: one.venue || other.venue,
    aliases: union(first.aliases, second.aliases, same),
    authors: one.authors.length > 0 ? one.authors : other.authors,
    topics: all(one.topics, other.topics, (path) => path.join('\n')),
    affiliations: union(one.affiliations, other.affiliations, same),
    links: all(one.links, other.links, ({ url }) => url),
    awards: union(one.awards, other.awards, same),
    notices: union(one.notices, other.notices, same),
    highlights: union(one.highlights, other.highlights, ({ text }) => text),
    abstract: one.abstract || other.abstract,
    lists: union(first.lists, second.lists, same),
    addedAt: earlier(first.addedAt, second.addedAt),
    ...(bibliography && { bibliography }),
  }
}

/** Merges entries of one paper in order. */
export function mergeAll(papers: readonly Paper[]): Paper {
  const half = papers.length >> 1
  // By halves, as the names of many grow with each.
  return half === 0 ? papers[0]! : mergePapers(mergeAll(papers.slice(0, half)), mergeAll(papers.slice(half)))
}

function union<T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): readonly T[] {
  const known = new Set(ours.map(key))
  return [...ours, ...theirs.filter((item) => !known.has(key(item)))]
}

const earlier = (first: number | null, second: number | null): number | null =>
  first === null || second === null ? (first ?? second) : Math.min(first, second)

type Named = Pick<Paper, 'aliases'>

/**
 * Whether two papers may be the same. If both have DOIs they must share one, whatever their titles; otherwise, if both
 * have arXiv ids, they must share one of those.
 */
export function canBeSamePaper(a: Named, b: Named): boolean {
  for (const kind of ['doi:', 'arxiv:']) {
    const [ofA, ofB] = [a, b].map(({ aliases }) => aliases.filter((alias) => alias.startsWith(kind)))
    if (ofA!.length > 0 && ofB!.length > 0) return ofA!.some((alias) => ofB!.includes(alias))
  }
  return true
}
