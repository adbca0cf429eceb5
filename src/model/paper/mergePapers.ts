import type { Paper } from './paper.ts'

/** Merges two entries of one paper: the wording of the first, and the topics, links and so on of both. */
export function mergePapers(first: Paper, second: Paper): Paper {
  const same = (text: string) => text
  return {
    ...first,
    year: first.year ?? second.year,
    venue: first.venue || second.venue,
    aliases: union(first.aliases, second.aliases, same),
    authors: first.authors.length > 0 ? first.authors : second.authors,
    topics: union(first.topics, second.topics, (path) => path.join('\n')),
    affiliations: union(first.affiliations, second.affiliations, same),
    links: union(first.links, second.links, ({ url }) => url),
    awards: union(first.awards, second.awards, same),
    notices: union(first.notices, second.notices, same),
    highlights: union(first.highlights, second.highlights, ({ text }) => text),
    lists: union(first.lists, second.lists, same),
  }
}

function union<T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): readonly T[] {
  const known = new Set(ours.map(key))
  return [...ours, ...theirs.filter((item) => !known.has(key(item)))]
}

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
