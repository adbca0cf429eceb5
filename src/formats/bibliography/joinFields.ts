import { identify } from '../../model/paper/identity.ts'
import type { Entry } from '../entry/entry.ts'

/** What a paper says itself, part by part: two entries of equal parts say the same. */
const FACTS = {
  title: ({ title }) => title,
  authors: ({ authors }) => authors,
  year: ({ year }) => year,
  venue: ({ venue }) => venue,
  // The spelling of a DOI does not count, and arXiv’s own DOI is the arXiv id.
  names: ({ doi, arxiv }) => identify({ title: 'x', authors: [], year: null, links: [], doi, arxiv }).toSorted(),
  links: ({ links }) => links,
  affiliations: ({ affiliations }) => affiliations,
  remarks: ({ awards, notices }) => [awards, notices],
  highlights: ({ highlights }) => highlights,
  abstract: ({ abstract }) => abstract,
  topics: ({ topics }) => topics,
} as const satisfies Readonly<Record<string, (entry: Entry) => unknown>>

export type Fact = keyof typeof FACTS

/** Whether two entries say the same about a part of their paper. */
export const saysSame = (fact: Fact, one: Entry, other: Entry): boolean =>
  JSON.stringify(FACTS[fact](one)) === JSON.stringify(FACTS[fact](other))

/**
 * The fields of a paper in the format of the bibliography that it came from: the fields as they came, wherever they still
 * say what the paper says, and its own otherwise. `said` is what the fields that came say, and `names` are the fields by
 * what they say. All other fields are those that came.
 */
export function joinFields<V>(
  { came, own }: { readonly came: Iterable<readonly [string, V]>; readonly own: Iterable<readonly [string, V]> },
  { said, entry }: { readonly said: Entry; readonly entry: Entry },
  names: Readonly<Record<Fact, readonly string[]>>,
): ReadonlyMap<string, V> {
  const joined = new Map(came)
  const ours = new Map(own)
  for (const [fact, fields] of Object.entries(names) as [Fact, readonly string[]][]) {
    const stale = saysSame(fact, said, entry) ? ours : joined
    for (const field of fields) if (stale === ours || !ours.has(field)) stale.delete(field)
  }
  for (const [field, value] of ours) joined.set(field, value)
  return joined
}

/**
 * The fields that a user’s mark was not read from. The others are the user’s own words, and are printed only where the
 * mark is.
 */
export function withoutMark<V extends string | readonly string[]>(
  fields: ReadonlyMap<string, V>,
  readMark: (fields: ReadonlyMap<string, V>) => Entry['mark'],
): readonly (readonly [string, V])[] {
  // A long note says in its first words whose it is.
  const brief = new Map([...fields].map(([name, value]) => [name, shorten(value) as V]))
  const said = JSON.stringify(readMark(brief))
  return [...fields].filter(([name]) => {
    if (said === 'null') return true
    const others = new Map(brief)
    others.delete(name)
    return JSON.stringify(readMark(others)) === said
  })
}

const BRIEF = 1_000
const shorten = (value: string | readonly string[]) =>
  typeof value === 'string' ? value.slice(0, BRIEF) : value.slice(0, BRIEF).map((text) => text.slice(0, BRIEF))
