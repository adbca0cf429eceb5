import { tagsOf, toMark } from '../mark/mark.ts'
import { isUserRecord } from '../mark/userRecord.ts'
import type { Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'
import { isSame } from '../query/nameMatching.ts'
import { isWithin, namesOf, pathsTo, TAG_TREE } from '../query/path.ts'

/** No column shows longer tags. */
export const MAX_TAG_LENGTH = 60

/** A typed tag without needless blanks; empty where it is none. */
export const readTag = (typed: string): string => typed.trim().replace(/\s+/g, ' ')

/** The tags of these papers in alphabetical order, with the number of papers of each. */
export function countTags(papers: Iterable<PaperId>, marks: Marks): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const paper of papers) {
    for (const tag of toMark(marks.get(paper)).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}

/** The papers of every tag, whether or not a list has them. A paper whose mark has moved counts at its new place. */
export type Tagged = ReadonlyMap<string, readonly PaperId[]>

export function papersByTag(marks: Marks): Tagged {
  const papers = new Map<string, PaperId[]>()
  for (const [paper, kept] of marks) {
    if (isUserRecord(paper) || typeof kept.get('moved')?.[0] === 'string') continue
    for (const tag of tagsOf(kept)) {
      const known = papers.get(tag)
      if (known) known.push(paper)
      else papers.set(tag, [paper])
    }
  }
  return papers
}

/** A tag and all below it: how many of these there are, and the papers that have any of them. */
export type Branch = { readonly tag: string; readonly below: number; readonly papers: readonly PaperId[] }

export function branchOf(tagged: Tagged, tag: string): Branch {
  const within = [...tagged].filter(([other]) => isWithin(TAG_TREE, other, tag))
  return {
    tag,
    below: within.filter(([other]) => other !== tag).length,
    papers: [...new Set(within.flatMap(([, papers]) => papers))],
  }
}

/** The branches of all tags, each before those below it, siblings in alphabetical order. */
export function allBranches(tagged: Tagged): readonly Branch[] {
  const paths = new Set([...tagged.keys()].flatMap((tag) => pathsTo(TAG_TREE, tag)))
  return [...paths].toSorted(byPath).map((tag) => branchOf(tagged, tag))
}

function byPath(a: string, b: string): number {
  const [names, others] = [namesOf(TAG_TREE, a), namesOf(TAG_TREE, b)]
  const at = names.findIndex((name, i) => name !== others[i])
  if (at < 0 || at >= others.length) return names.length - others.length
  return names[at]!.localeCompare(others[at]!)
}

/** The name of a tag after `from` was renamed to `to`, with all below it. */
export const renamed = (tag: string, from: string, to: string): string =>
  isWithin(TAG_TREE, tag, from) ? `${to}${tag.slice(from.length)}` : tag

/** The same for a tag as a query names it, regardless of case. */
export function renamedInQuery(tag: string, from: string, to: string): string {
  const [names, above] = [namesOf(TAG_TREE, tag), namesOf(TAG_TREE, from)]
  const isMeant = above.length <= names.length && above.every((name, i) => isSame(name, names[i]!))
  return isMeant ? [to, ...names.slice(above.length)].join(TAG_TREE.joint) : tag
}

/**
 * The tag that a typed new name of `from` means. A query does not tell case apart, so the name of another tag that
 * differs by case alone is taken as that tag is written. Empty where nothing is to be renamed.
 */
export function newNameOf(from: string, typed: string, tagged: Tagged): string {
  const name = readTag(typed)
  if (name === from) return ''
  const others = [...tagged.keys()].flatMap((tag) => pathsTo(TAG_TREE, tag)).filter((tag) => tag !== from)
  return others.includes(name) ? name : (others.find((tag) => isSame(tag, name)) ?? name)
}
