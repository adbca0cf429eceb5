import type { Paper, PaperId } from './paper.ts'
import { citationsOf, isTitle, type Citation } from './titleIdentity.ts'

type Named = Pick<Paper, 'aliases'>
/** Papers by their places among some. */
type Group = readonly number[]
type Cited = Citation & { readonly place: number }

const UNCITED: Citation = { author: '', year: null }

/**
 * Groups papers that share a name into those that are one, whatever their order. A DOI, arXiv id or address joins papers
 * whose other names do not contradict. A title joins them if their first authors are the same, and their years nearly. A
 * paper whose author or year is unknown joins others of its title only if all that it may be are one.
 */
export function groupNamesakes(name: PaperId, papers: readonly Named[]): readonly Group[] {
  const groups = isTitle(name) ? groupByCitation(name, papers) : [[...papers.keys()]]
  return groups.flatMap((group) => partByNames(group, papers))
}

/** Leaves papers alone whose DOIs or arXiv ids differ. Those that have none then stay together. */
function partByNames(group: Group, papers: readonly Named[]): readonly Group[] {
  let rest = group
  const alone: number[] = []
  for (const kind of ['doi:', 'arxiv:']) {
    const namesOf = (place: number) => papers[place]!.aliases.filter((alias) => alias.startsWith(kind))
    const named = rest.filter((place) => namesOf(place).length > 0)
    if (named.length < 2) continue
    const others = named.slice(1).map((place) => new Set(namesOf(place)))
    if (namesOf(named[0]!).some((alias) => others.every((names) => names.has(alias)))) continue
    alone.push(...named)
    rest = rest.filter((place) => namesOf(place).length === 0)
  }
  return [...(rest.length > 0 ? [rest] : []), ...alone.map((place) => [place])]
}

/** What is known of papers, from the most to the least. */
const KNOWN: readonly ((citation: Citation) => boolean)[] = [
  ({ author, year }) => author !== '' && year !== null,
  ({ author }) => author !== '',
  ({ year }) => year !== null,
  () => true,
]

function groupByCitation(title: PaperId, papers: readonly Named[]): readonly Group[] {
  const { find, unite } = createGroups(papers.length)
  const isOne = isSameBy(title)
  const known: Cited[] = []
  let left: readonly (readonly Cited[])[] = papers.map(({ aliases }, place) => {
    const citations = citationsOf(title, aliases)
    return (citations.length > 0 ? citations : [UNCITED]).map((citation) => ({ ...citation, place }))
  })
  for (const isKnown of KNOWN) {
    const byCitation = new Map<string, Cited>()
    for (const cited of left.flatMap((citations) => citations.filter(isKnown))) {
      const key = `${cited.author} ${cited.year}`
      const first = byCitation.get(key)
      if (first) unite(cited.place, first.place)
      else byCitation.set(key, cited)
    }
    left = left.filter((citations) => !citations.some(isKnown))
    const inOrder = [...byCitation.values()].toSorted((a, b) =>
      a.author < b.author ? -1 : a.author > b.author ? 1 : a.year! - b.year!,
    )
    const choices = inOrder.map(
      (one) => new Set(known.filter((other) => isOne(one, other)).map(({ place }) => find(place))),
    )
    for (const [i, one] of inOrder.entries()) {
      const before = inOrder[i - 1]
      const [only] = choices[i]!.size === 1 ? choices[i]! : []
      if (only !== undefined) unite(one.place, only)
      else if (before && choices[i - 1]!.size !== 1 && isOne(one, before)) unite(one.place, before.place)
    }
    known.push(...inOrder)
  }
  const groups = new Map<number, number[]>()
  for (const place of papers.keys()) {
    const group = groups.get(find(place)) ?? []
    group.push(place)
    groups.set(find(place), group)
  }
  return [...groups.values()]
}

/** A title of fewer words, such as “Guest Editorial”, comes again each year. */
const FEW_WORDS = 3

/**
 * Whether two papers of a title are the same by what is known of both: the first author, and the year, or the next one,
 * as a preprint is older than its publication.
 */
const isSameBy = (title: PaperId) => {
  const apart = title.split(' ').length < FEW_WORDS ? 0 : 1
  return (a: Citation, b: Citation): boolean =>
    (a.author === '' || b.author === '' || a.author === b.author) &&
    (a.year === null || b.year === null || Math.abs(a.year - b.year) <= apart)
}

/** Whether two papers of a title may be one by what is known of their authors and years. */
export function agreeOnTitle(title: PaperId, a: Named, b: Named): boolean {
  const [ours, theirs] = [a, b].map(({ aliases }) => {
    const citations = citationsOf(title, aliases)
    return KNOWN.map((isKnown) => citations.filter(isKnown)).find(({ length }) => length > 0) ?? [UNCITED]
  })
  const isOne = isSameBy(title)
  return ours!.some((one) => theirs!.some((other) => isOne(one, other)))
}

/** Groups of numbers below `size`, each alone at first; `find` returns the number that stands for a group. */
function createGroups(size: number) {
  const parents = Int32Array.from({ length: size }, (_, place) => place)
  const find = (place: number): number => {
    let root = place
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!
    return root
  }
  return { find, unite: (a: number, b: number) => void (parents[find(a)] = find(b)) }
}
