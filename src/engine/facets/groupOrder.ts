import { fieldOf, type AnyFieldId } from '../../model/query/fields.ts'
import { parentOf, type Tree } from '../../model/query/path.ts'

/** A column as grouping needs it: concatenated lists of value numbers, and the end of each list. */
export type Listed = { readonly numbers: Uint32Array; readonly ends: Uint32Array }
/** A group has the number of its value; papers without a value have the number after the last. */
export type Group = { readonly number: number; readonly depth: number }

/** The number of the parent path by the number of each path; -1 for the root. */
export function parentsOf(tree: Tree, names: readonly string[]): Int32Array {
  const numberOf = new Map(names.map((name, number) => [name, number]))
  return Int32Array.from(names, (name) => {
    const parent = parentOf(tree, name)
    return parent === null ? -1 : (numberOf.get(parent) ?? -1)
  })
}

/** Removes paths that another path of the same list extends. */
export function deepestOf({ numbers, ends }: Listed, lists: number, parents: Int32Array): Listed {
  const kept: number[] = []
  const keptEnds = new Uint32Array(lists)
  for (let list = 1; list < lists; list += 1) {
    const some = numbers.subarray(ends[list - 1], ends[list])
    for (const number of some) if (!some.some((other) => parents[other] === number)) kept.push(number)
    keptEnds[list] = kept.length
  }
  return { numbers: Uint32Array.from(kept), ends: keptEnds }
}

const { compare } = new Intl.Collator()
const { compare: compareNumbers } = new Intl.Collator(undefined, { numeric: true })

/**
 * The groups that have papers: paths as a tree, topics and statuses in their own order, years and months from the latest
 * on, values of a key of the notes as numbers or dates where most are, and other values by the number of papers.
 */
export function orderGroups(
  by: AnyFieldId,
  names: readonly string[],
  counts: Uint32Array,
  parents: Int32Array | null,
  numberOf: ((value: string) => number | null) | null = null,
): readonly Group[] {
  const { words, values, tree } = fieldOf(by)
  const some = [...names.keys()].filter((number) => counts[number]! > 0)
  const last = counts[names.length]! > 0 ? [{ number: names.length, depth: 0 }] : []
  const byName = (a: number, b: number) => compare(names[a]!, names[b]!)
  const byCount = (a: number, b: number) => counts[b]! - counts[a]! || byName(a, b)
  if (parents) {
    const below = new Map<number, number[]>()
    for (const number of tree?.inListOrder ? some : some.toSorted(byCount)) {
      const brothers = below.get(parents[number]!)
      if (brothers) brothers.push(number)
      else below.set(parents[number]!, [number])
    }
    const walk = (parent: number, depth: number): readonly Group[] =>
      (below.get(parent) ?? []).flatMap((number) => [{ number, depth }, ...walk(number, depth + 1)])
    return [...walk(-1, 0), ...last]
  }
  const numberAt = (number: number) => numberOf?.(names[number]!) ?? Infinity
  const byNumber = (a: number, b: number) => {
    const [one, other] = [numberAt(a), numberAt(b)]
    return one === other ? byCount(a, b) : one - other
  }
  const byTime = (a: number, b: number) => compareNumbers(names[b]!, names[a]!)
  const sorted = words ? some : some.toSorted(numberOf ? byNumber : values ? byCount : byTime)
  return [...sorted.map((number) => ({ number, depth: 0 })), ...last]
}
