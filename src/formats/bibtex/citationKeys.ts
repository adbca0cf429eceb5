import { foldCase } from '../../model/text/fold.ts'
import { factsFor } from '../bibliography/facts.ts'
import type { Entry } from '../entry/entry.ts'
import { splitName } from '../../model/paper/personName.ts'

/**
 * One citation key for each entry: the one that it came with, or else author (or a short venue), year and a word of the
 * title. Letters distinguish equal keys. They depend on the papers and not on their order, so the same papers always get
 * the same keys.
 */
export function citationKeys(entries: readonly Entry[]): readonly string[] {
  const came = entries.map(keyOf)
  const keys = entries.map((entry, place) => came[place] || toKey(entry))
  const taken = new Set(keys)
  const twins = new Map<string, number[]>()
  for (const [place, key] of keys.entries()) twins.set(key, [...(twins.get(key) ?? []), place])
  for (const key of [...twins.keys()].toSorted()) {
    const places = twins.get(key)!
    if (places.length === 1) continue
    const names = new Map(places.map((place) => [place, nameOf(entries[place]!)]))
    const isMade = (place: number) => Number(came[place] === '')
    const [, ...others] = places.toSorted((a, b) => isMade(a) - isMade(b) || compare(names.get(a)!, names.get(b)!))
    let next = 0
    for (const place of others) {
      while (taken.has(key + letter(next))) next += 1
      const free = key + letter(next)
      keys[place] = free
      taken.add(free)
    }
  }
  return keys
}

/** The key that an entry came with. Empty without one. */
function keyOf(entry: Entry): string {
  const { bibliography } = entry
  return bibliography?.format === 'bibtex' ? bibliography.key : factsFor('bibtex', entry).key
}

function toKey({ authors, year, title, venue }: Entry): string {
  const author = letters(splitName(authors[0] ?? '').family) || letters(/^\S{1,12}$/.exec(venue)?.[0] ?? '')
  const word =
    foldCase(title)
      .split(/[^a-z0-9]+/)
      .find((part) => part.length > 1 && !SMALL.has(part)) ?? ''
  return `${author || 'anon'}${year ?? ''}${word}`
}

const letters = (text: string) =>
  foldCase(text)
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '')

const SMALL = new Set('the an on of for in to and from with by at is are how what why towards toward'.split(' '))

/** Orders papers with the same key. The fields least likely to be corrected come first. */
const nameOf = ({ title, authors, venue, doi, arxiv, links, ...more }: Entry): string =>
  JSON.stringify([
    title,
    authors,
    venue,
    doi,
    arxiv,
    links,
    more.topics,
    more.affiliations,
    more.awards,
    more.notices,
    more.highlights,
  ])

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const letter = (i: number): string =>
  (i < 26 ? '' : letter(Math.floor(i / 26) - 1)) + String.fromCharCode(97 + (i % 26))
