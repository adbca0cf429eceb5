import { fold } from '../../../model/text/fold.ts'
import type { Entry } from '../../entry/entry.ts'
import { wordCount } from '../line/pieces.ts'

/** Joins entries that are one paper under several topics. `whole` have all their topics already. */
export function joinSame(entries: readonly Entry[], whole: ReadonlySet<Entry>): readonly Entry[] {
  const joined: Entry[] = []
  const places = new Map<string, number>()
  for (const entry of entries) {
    const key = fold(entry.title) || entry.title
    const place = places.get(key)
    // An entry with all its topics in its comment has no other lines.
    const twin = place === undefined || whole.has(entry) ? undefined : joined[place]
    if (twin && areSame(twin, entry)) joined[place!] = join(twin, entry)
    else {
      if (!whole.has(entry)) places.set(key, joined.length)
      joined.push(entry)
    }
  }
  return joined
}

function areSame(a: Entry, b: Entry): boolean {
  if (a.arxiv !== '' && b.arxiv !== '') return a.arxiv === b.arxiv
  if (a.doi !== '' && b.doi !== '') return a.doi === b.doi
  const shared = a.links.some(({ url }) => b.links.some((link) => link.url === url))
  return shared || a.links.length === 0 || b.links.length === 0 || wordCount(a.title) >= 4
}

function join(a: Entry, b: Entry): Entry {
  const union = <T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): readonly T[] => {
    const known = new Set(ours.map(key))
    return [...ours, ...theirs.filter((item) => !known.has(key(item)))]
  }
  const same = (text: string) => text
  return {
    ...a,
    authors: a.authors.length > 0 ? a.authors : b.authors,
    year: a.year ?? b.year,
    venue: a.venue || b.venue,
    doi: a.doi || b.doi,
    arxiv: a.arxiv || b.arxiv,
    topics: union(a.topics, b.topics, (path) => path.join('\n')),
    affiliations: union(a.affiliations, b.affiliations, same),
    links: union(a.links, b.links, ({ url }) => url),
    awards: union(a.awards, b.awards, same),
    notices: union(a.notices, b.notices, same),
    highlights: union(a.highlights, b.highlights, ({ text }) => text),
    mark: a.mark ?? b.mark,
  }
}
