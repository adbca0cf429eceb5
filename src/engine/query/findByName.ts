import { fields, type Field, type FieldId } from '../../model/query/fields.ts'
import { isValue } from '../../model/query/nameMatching.ts'
import { lastNameOf } from '../../model/query/path.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { rankBy } from '../../model/query/rank.ts'
import { fold } from '../../model/text/fold.ts'
import { titlesOf } from '../index/textBlocks.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

/** Papers and values that a name may mean. */
export type Named = { readonly papers: readonly PaperHead[]; readonly values: readonly NamedValue[] }

/** A value of a field, whether or not papers of the current answer have it. */
export type NamedValue = {
  readonly field: FieldId
  readonly value: string
  /** How a query names it: for a path the last name, where that is unambiguous. */
  readonly word: string
  /** The number of papers that have it. */
  readonly count: number
}

const MOST_PAPERS = 8
const MOST_VALUES = 8
const NAMED: readonly FieldId[] = ['topic', 'tag', 'list']

/** Finds papers and values with all words of a text in their names, the best match first; nothing without a word. */
export function findByName(index: PaperIndex, text: string): Named {
  const words = fold(text).split(' ').filter(Boolean)
  if (words.length === 0) return { papers: [], values: [] }
  return { papers: findTitles(index, words), values: NAMED.flatMap((field) => findValues(index, field, words)) }
}

function findTitles({ texts, head }: PaperIndex, words: readonly string[]): readonly PaperHead[] {
  const rankOf = rankBy(words)
  const best: Ranked[] = []
  for (const [place, title] of titlesOf(texts)) {
    const rank = rankOf(title)
    if (rank !== null) putAmong(best, { place, rank, length: title.length })
  }
  return best.map(({ place }) => head(place))
}

type Ranked = { readonly place: number; readonly rank: number; readonly length: number }

const byRank = (a: Ranked, b: Ranked) => a.rank - b.rank || a.length - b.length || a.place - b.place

/** Inserts a title into the best ones, if it belongs there: one letter may match all of a hundred thousand. */
function putAmong(best: Ranked[], one: Ranked) {
  const after = best.findIndex((other) => byRank(one, other) < 0)
  const at = after < 0 ? best.length : after
  if (at === MOST_PAPERS) return
  best.splice(at, 0, one)
  best.length = Math.min(best.length, MOST_PAPERS)
}

/** A topic is matched by its last name, not by the names above it. */
function findValues({ columns, places }: PaperIndex, field: FieldId, words: readonly string[]): readonly NamedValue[] {
  const { names, rows, lists, ends, numbers } = columns.get(field).now()
  const { tree }: Field = fields[field]
  const lastOf = (name: string) => (tree?.byLastName ? lastNameOf(tree, name) : name)
  const rankOf = rankBy(words)
  const best = names
    .flatMap((value, number) => {
      const rank = rankOf(fold(lastOf(value)))
      return rank === null ? [] : [{ value, number, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.value.length - b.value.length || a.number - b.number)
    .slice(0, MOST_VALUES)
  if (best.length === 0) return []
  const papersOf = new Uint32Array(lists)
  for (const place of places()) papersOf[rows[place]!]! += 1
  const counts = new Uint32Array(names.length)
  for (let list = 1; list < lists; list += 1) {
    for (let k = ends[list - 1]!; k < ends[list]!; k += 1) counts[numbers[k]!]! += papersOf[list]!
  }
  return best.flatMap(({ value, number }) => {
    const count = counts[number]!
    const isPlain = names.filter((name) => isValue(field, lastOf(value), name)).length === 1
    return count === 0 ? [] : [{ field, value, word: isPlain ? lastOf(value) : value, count }]
  })
}
