import * as fc from 'fast-check'
import type { AnyFieldId, FieldId } from '../../src/model/query/fields.ts'
import { STATUSES, STATUS_LABELS, UNMARKED, type Mark } from '../../src/model/mark/mark.ts'
import type { Sort } from '../../src/model/query/view.ts'

// What the engine should answer, computed in a slow and plain way from small catalogs, marks and questions.

/** A paper as an author writes it. */
export type Entry = {
  readonly title: string
  readonly doi: string
  readonly authors: readonly string[]
  readonly topics: readonly (readonly string[])[]
  readonly affiliations: readonly string[]
  readonly venue?: string
  readonly year?: number
  readonly awards: readonly string[]
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly highlights: readonly { readonly text: string }[]
}
export type Line = Entry & { readonly mark: Mark; readonly changedAt: number | null }
/** The index of a paper, and its new mark. */
export type Change = readonly [place: number, mark: Mark, changedAt: number]
export type Asked = {
  readonly words: readonly string[]
  readonly choices: readonly Choice[]
  readonly trees: readonly Tree[]
  readonly sort: Sort
}
/**
 * Further conditions: a negation, an alternative, or a conjunction in brackets, of which the choices of one field are
 * alternatives.
 */
export type Tree =
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'or'; readonly of: readonly Tree[] }
  | { readonly kind: 'all'; readonly words: readonly string[]; readonly choices: readonly Choice[] }
type Choice = { readonly field: FieldId; readonly prefix: string; readonly typed: string; readonly value: string }

const WORDS = ['fast', 'cache', 'page', 'kv']
const TOPICS = [['llm'], ['llm', 'serving'], ['llm', 'serving', 'kv'], ['vision', 'serving'], ['hbm']]
const PLACES = ['nus', 'mit', 'sjtu']
const TAGS = ['x', 'y', 'fast']
const AUTHORS = ['ann lee', 'bo li', 'li ann lee', 'fast']

const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((all) => all.join(' '))
const highlight = fc.record({ text: words.filter(Boolean) })

export const entries: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.record(
      {
        title: words,
        authors: fc.shuffledSubarray(AUTHORS, { maxLength: 3 }),
        topics: fc.shuffledSubarray(TOPICS, { maxLength: 2 }),
        affiliations: fc.shuffledSubarray(PLACES),
        venue: fc.constantFrom('ATC', 'OSDI'),
        year: fc.constantFrom(2023, 2024),
        awards: fc.subarray(['Best', 'Fast']),
        links: fc.subarray([{ label: 'Code', url: 'https://example.org' }]),
        highlights: fc.array(highlight, { maxLength: 2 }),
      },
      { requiredKeys: ['title', 'authors', 'topics', 'affiliations', 'awards', 'links', 'highlights'] },
    ),
    { maxLength: 8 },
  )
  // A DOI each, because papers with one title would otherwise be one paper.
  .map((all) => all.map((entry, i) => ({ ...entry, title: `p ${entry.title}`.trim(), doi: `10.1/${i}` })))

const mark = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: fc.subarray(TAGS),
  note: words,
})
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(fc.tuple(fc.nat(8), mark, fc.nat(3)), { maxLength: 4 })

const choice = fc.oneof(
  ...(
    [
      ['topic', 'topic', ['llm', 'llm › serving', 'serving', 'kv', 'vision › serving', 'hbm', 'nothing']],
      ['affiliation', 'aff', [...PLACES, 'nowhere']],
      ['author', 'author', [...AUTHORS, 'lee', 'li', 'ann  lee', 'nobody']],
      ['venue', 'venue', ['ATC 2023', 'ATC 2024', 'ATC', 'OSDI 2024']],
      ['award', 'award', ['Best']],
      ['tag', 'tag', [...TAGS, 'none']],
      ['status', 'is', ['Unread', 'To read', 'Read']],
      ['starred', 'is', ['Starred']],
      ['code', 'has', ['Code']],
      ['note', 'has', ['Note']],
    ] as const
  ).map(([field, prefix, values]) =>
    fc
      .tuple(fc.constantFrom<string>(...values), fc.boolean())
      .map(([value, isLoud]): Choice => ({ field, prefix, value, typed: isLoud ? value.toUpperCase() : value })),
  ),
)
const typedWord = fc.oneof(
  fc.constantFrom(...WORDS, 'fas', 'atc 2024', 'absent', 'fast fast', 'FAST'),
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS, ...TAGS)).map((two) => two.join(' ')),
)
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    fc
      .record({
        kind: fc.constant('all' as const),
        words: fc.array(typedWord, { maxLength: 2 }),
        choices: fc.array(choice, { maxLength: 2 }),
      })
      .filter(({ words, choices }) => words.length + choices.length > 0),
    tie('tree').map((of) => ({ kind: 'not' as const, of })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => ({ kind: 'or' as const, of })),
  ),
}))
const by = fc.constantFrom<FieldId>(
  'title',
  'topic',
  'author',
  'affiliation',
  'venue',
  'starred',
  'status',
  'changed',
  'links',
)

export const asked: fc.Arbitrary<Asked> = fc.record({
  words: fc.array(typedWord, { maxLength: 2 }),
  choices: fc.array(choice, { maxLength: 3 }),
  trees: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(tree, { maxLength: 2 })),
  sort: fc.uniqueArray(fc.record({ by, descending: fc.boolean() }), { selector: ({ by }) => by, maxLength: 3 }),
})

export const toText = ({ words, choices, trees }: Asked): string =>
  [...typedParts({ words, choices }), ...trees.map(toTyped)].join(' ')

const typedParts = ({ words, choices }: Pick<Asked, 'words' | 'choices'>): readonly string[] => [
  ...choices.map(({ prefix, typed }) => `${prefix}:"${typed}"`),
  ...words.map((word) => `"${word}"`),
]

function toTyped(tree: Tree): string {
  // A double minus is not a negation.
  if (tree.kind === 'not') return `${tree.of.kind === 'not' ? 'NOT ' : '-'}${toTyped(tree.of)}`
  return tree.kind === 'or' ? `(${tree.of.map(toTyped).join(' OR ')})` : `(${typedParts(tree).join(' ')})`
}

function holds(line: Line, tree: Tree): boolean {
  if (tree.kind === 'not') return !holds(line, tree.of)
  if (tree.kind === 'or') return tree.of.some((side) => holds(line, side))
  const asked = { words: tree.words, choices: tree.choices, trees: [], sort: [] }
  return hasWords(line, asked) && hasChosen(line, asked)
}

export const toLines = (entries: readonly Entry[]): readonly Line[] =>
  entries.map((entry) => ({ ...entry, mark: UNMARKED, changedAt: null }))

export const change = (lines: readonly Line[], changes: readonly Change[]): readonly Line[] =>
  changes.reduce((lines, [place, mark, changedAt]) => {
    return lines.map((line, i) => (i === place ? { ...line, mark, changedAt } : line))
  }, lines)

const SEPARATOR = ' › '

const valuesOf = ({
  authors,
  topics,
  affiliations,
  venue,
  year,
  awards,
  links,
  mark,
}: Line): Record<string, string[]> => ({
  topic: [...new Set(topics.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join(SEPARATOR))))],
  author: [...authors],
  affiliation: [...affiliations],
  venue: venue === undefined ? [] : [year === undefined ? venue : `${venue} ${year}`],
  award: [...awards],
  awarded: awards.length > 0 ? ['Award'] : [],
  code: links.length > 0 ? ['Code'] : [],
  status: [STATUS_LABELS[mark.status]],
  starred: mark.starred ? ['Starred'] : [],
  note: mark.note === '' ? [] : ['Note'],
  tag: [...mark.tags],
  list: ['A list'],
})

export const isChosen = ({ choices }: Asked, field: string, value: string): boolean =>
  choices.some(
    (choice) =>
      choice.field === field &&
      (choice.value === value ||
        (field === 'topic' && value.endsWith(SEPARATOR + choice.value)) ||
        (field === 'author' && ` ${value} `.includes(` ${choice.value.replace(/ +/, ' ')} `))),
  )

function hasWords(line: Line, { words, trees }: Asked): boolean {
  const { title, authors, topics, affiliations, venue = '', year = '', awards, highlights, mark } = line
  const printed = [title, ...authors, ...topics.flat(), ...affiliations, ...awards, `${venue} ${year}`]
  const texts = [...printed, ...highlights.map(({ text }) => text), mark.note, ...mark.tags]
  if (!trees.every((tree) => holds(line, tree))) return false
  return words.every((word) => texts.some((text) => text.toLowerCase().includes(word.toLowerCase())))
}

/** Whether a row has one of the chosen values of every field, except for one field that is ignored. */
const hasChosen = (line: Line, asked: Asked, but?: string): boolean =>
  asked.choices.every(
    ({ field }) => field === but || valuesOf(line)[field]!.some((value) => isChosen(asked, field, value)),
  )

function keyOf(line: Line, by: AnyFieldId): string | number | null {
  const { title, authors, topics, affiliations, venue, year, mark, changedAt } = line
  if (by === 'title') return title
  if (by === 'topic') return topics[0]?.join(SEPARATOR) ?? null
  if (by === 'author') return authors[0]?.replace(/(.+) (.+)/, '$2, $1') ?? null
  if (by === 'affiliation') return affiliations[0] ?? null
  if (by === 'venue') return [venue, year].filter(Boolean).join(' ') || null
  if (by === 'starred') return mark.starred ? 0 : null
  if (by === 'status') return STATUSES.indexOf(mark.status)
  return by === 'changed' ? changedAt : null
}

const compare = new Intl.Collator(undefined, { numeric: true }).compare

/** Sorted by the last field first, with a stable sort each time. */
const inOrder = (lines: readonly Line[], sort: Sort): readonly Line[] =>
  sort.toReversed().reduce((sorted, { by, descending }) => {
    const ordered = sorted
      .filter((line) => keyOf(line, by) !== null)
      .toSorted((a, b) => {
        const [of, other] = [keyOf(a, by)!, keyOf(b, by)!]
        const order = typeof of === 'number' ? of - Number(other) : compare(of, String(other))
        return descending ? -order : order
      })
    return [...ordered, ...sorted.filter((line) => keyOf(line, by) === null)]
  }, lines)

/** The words in brackets that hold only words, which brackets do not change. */
function plainWords(tree: Tree): readonly string[] {
  if (tree.kind === 'not') return tree.of.kind === 'not' ? plainWords(tree.of.of) : []
  return tree.kind === 'all' && tree.choices.length === 0 ? tree.words : []
}

/** The rank of a row by where it has the words; lower is better. */
function standing({ title, mark }: Line, { words, trees }: Asked): number {
  const inBrackets = trees.flatMap(plainWords)
  const each = [...new Set([...words, ...inBrackets].map((word) => word.toLowerCase()))].map((word) => {
    if (title.startsWith(word)) return 0
    if (` ${title}`.includes(` ${word}`)) return 1
    if (title.includes(word)) return 2
    return [mark.note, ...mark.tags].some((text) => text.includes(word)) ? 3 : 4
  })
  return each.reduce<number>((sum, one) => sum + one, 0)
}

/** The DOIs of the matching papers in order: as sorted, or otherwise by rank. */
export function match(lines: readonly Line[], asked: Asked): readonly string[] {
  const matching = lines.filter((line) => hasWords(line, asked) && hasChosen(line, asked))
  const ordered =
    asked.sort.length > 0
      ? inOrder(matching, asked.sort)
      : matching.toSorted((a, b) => standing(a, asked) - standing(b, asked))
  return ordered.map(({ doi }) => doi)
}

/** The number of papers with each value, for every field under the choices of all others. No value has no entry. */
export function count(lines: readonly Line[], asked: Asked): Record<string, Record<string, number>> {
  const counted: Record<string, Record<string, number>> = {}
  for (const line of lines) {
    for (const [field, values] of Object.entries(valuesOf(line))) {
      const counts = (counted[field] ??= {})
      if (!hasWords(line, asked) || !hasChosen(line, asked, field)) continue
      for (const value of values) counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return counted
}
