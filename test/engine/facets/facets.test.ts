import { describe, expect, test } from 'vitest'
import { choose as chooseFrom } from '../../../src/engine/facets/facetFilter.ts'
import { createColumns } from '../../../src/engine/index/fieldColumns.ts'
import { createFacets as createFacetsByPlace } from '../../../src/engine/facets/facets.ts'
import { fewOf, MAX_VALUES } from '../../../src/engine/facets/facetValues.ts'
import { fieldEntries, type FieldId, type Row } from '../../../src/model/query/fields.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import type { Choices } from '../../../src/model/query/query.ts'
import { mark, paper } from '../../support/papers.ts'

type Facets = ReturnType<typeof createFacets>

/** Facets over papers; a predicate says which of them match. */
function createFacets(papers: readonly Paper[]) {
  const columns = createColumns((place) => papers[place]!.authors)
  const { count } = createFacetsByPlace(columns)
  const take = columns.taking(prepare(papers))
  for (const place of papers.keys()) take(place, place)
  return {
    update: (place: number, { mark }: Row) => columns.update(place, mark),
    count(choices: Choices, matches: (place: number) => boolean) {
      const chosen = choices.size > 0 ? chooseFrom(columns, choices, new Map()) : undefined
      const { places, facets } = count(Int32Array.from(papers.keys()).filter(matches), chosen)
      return { places: [...places], counts: facets(), facets }
    },
  }
}

const choose = (chosen: { [F in FieldId]?: readonly string[] } = {}): Choices =>
  new Map(Object.entries(chosen) as [FieldId, readonly string[]][])

/** One facet as lines such as `3 NUS`, with a star after a chosen value. */
const shown = (
  facets: Facets,
  field: FieldId,
  chosen?: Parameters<typeof choose>[0],
  matches = (_place: number) => true,
) =>
  facets
    .count(choose(chosen), matches)
    .counts.find((facet) => facet.field === field)!
    .values.map(({ value, count, chosen }) => `${count} ${value}${chosen ? ' *' : ''}`)

const papers = [
  paper({ affiliations: ['NUS', 'SJTU'], topics: [['LLM', 'Serving']], venue: 'ATC', year: 2024 }),
  paper({ affiliations: ['SJTU'], topics: [['LLM', 'Training'], ['HBM']], venue: 'ATC', year: 2024 }),
  paper({ affiliations: ['MIT', 'SJTU'], topics: [['HBM']], venue: 'OSDI', year: 2024 }),
]

describe('the values of a facet', () => {
  test('have their counts, the most frequent first, then in alphabetical order', () => {
    expect(shown(createFacets(papers), 'affiliation')).toEqual(['3 SJTU', '1 MIT', '1 NUS'])
  })

  test('have for topics the number of read papers, whatever topic is chosen', () => {
    const facets = createFacets(papers)
    for (const place of [1, 2])
      facets.update(place, { paper: papers[place]!, mark: mark({ status: 'read' }), changedAt: 1 })
    const reads = (chosen: Parameters<typeof choose>[0], matches = (_place: number) => true) =>
      facets
        .count(choose(chosen), matches)
        .counts.find(({ field }) => field === 'topic')!
        .values.map(({ value, count, read }) => `${value}: ${read} of ${count}`)
    const all = ['LLM: 1 of 2', 'LLM › Serving: 0 of 1', 'LLM › Training: 1 of 1', 'HBM: 2 of 2']
    expect(reads({})).toEqual(all)
    expect(reads({ topic: ['Serving'] })).toEqual(all)
    expect(reads({}, (place) => place === 1)).toEqual(['LLM: 1 of 1', 'LLM › Training: 1 of 1', 'HBM: 1 of 1'])
    expect(facets.count(choose(), () => true).counts.find(({ field }) => field === 'venue')!.values[0]!.read).toBe(
      undefined,
    )
  })

  test('count a paper once, even if it has a value twice', () => {
    const twice = [
      paper({
        topics: [
          ['LLM', 'A'],
          ['LLM', 'B'],
        ],
      }),
    ]
    expect(shown(createFacets(twice), 'topic')).toEqual(['1 LLM', '1 LLM › A', '1 LLM › B'])
  })

  test('of a tree follow the topic that they belong to, in the order of the lists', () => {
    const more = [
      ...papers,
      paper({
        topics: [
          ['LLM', 'Serving', 'KV'],
          ['LLM', 'Serving', 'FP6'],
        ],
      }),
      paper({ topics: [['A']] }),
    ]
    expect(shown(createFacets(more), 'topic')).toEqual([
      '3 LLM',
      '2 LLM › Serving',
      '1 LLM › Serving › KV',
      '1 LLM › Serving › FP6',
      '1 LLM › Training',
      '2 HBM',
      '1 A',
    ])
  })

  test('of tags follow the tag before their slash, which has all papers below it, the most frequent first', () => {
    const facets = createFacets(papers)
    for (const [place, tags] of [
      ['ml/train', 'z'],
      ['ml/serve', 'z'],
      ['ml/serve/kv', 'ml', 'CPU / GPU'],
    ].entries())
      facets.update(place, { paper: papers[place]!, mark: mark({ tags }), changedAt: 1 })
    const all = ['3 ml', '2 ml/serve', '1 ml/serve/kv', '1 ml/train', '2 z', '1 CPU / GPU']
    expect(shown(facets, 'tag')).toEqual(all)
    expect(shown(facets, 'tag', { tag: ['ML/serve'] })).toEqual(
      all.map((line) => (line === '2 ml/serve' ? `${line} *` : line)),
    )
    expect(facets.count(choose({ tag: ['ml/serve'] }), () => true).places).toEqual([1, 2])
    expect(facets.count(choose({ tag: ['serve'] }), () => true).places).toEqual([])
  })

  test('are all listed in their own order where the field has a fixed set', () => {
    expect(shown(createFacets(papers), 'status')).toEqual(['3 Unread', '0 To read', '0 Reading', '0 Read', '0 Skipped'])
    expect(shown(createFacets([]), 'code')).toEqual(['0 Code'])
  })

  test('are left out where no matching paper has them', () => {
    expect(shown(createFacets(papers), 'affiliation', {}, (place) => place === 1)).toEqual(['1 SJTU'])
  })
})

describe('a facet with very many values', () => {
  const many = (prefix: string) => Array.from({ length: MAX_VALUES + 50 }, (_, i) => `${prefix}${i}`)

  test('lists the most frequent ones and the chosen ones, and reports the number of all', () => {
    const some = many('A').map((name, i) => paper({ affiliations: i < 3 ? [name, 'NUS'] : [name] }))
    const { counts } = createFacets(some).count(choose({ affiliation: ['A99'] }), () => true)
    const { values, total } = counts.find(({ field }) => field === 'affiliation')!
    expect(total).toBe(MAX_VALUES + 51)
    expect(values[0]).toEqual({ value: 'NUS', count: 3, chosen: false, excluded: false })
    expect(values).toHaveLength(MAX_VALUES + 1)
    expect(values.at(-1)).toEqual({ value: 'A99', count: 1, chosen: true, excluded: false })
  })

  test('of a tree lists the most frequent ones with all their ancestors', () => {
    const some = [...many('A'), 'Z'].map((name) => paper({ topics: [[name, 'below']] }))
    const { counts } = createFacets([...some, some.at(-1)!]).count(choose({ topic: ['A249'] }), () => true)
    const { values, total } = counts.find(({ field }) => field === 'topic')!
    const names = values.map(({ value }) => value)
    expect(total).toBe(2 * (MAX_VALUES + 51))
    expect(names.slice(-3)).toEqual(['A249', 'Z', 'Z › below'])
    for (const name of names.filter((name) => name.includes(' › '))) expect(names).toContain(name.split(' › ')[0])
    expect(names.length).toBeLessThan(2 * MAX_VALUES)
  })
})

describe('the facet of authors', () => {
  const some = ['Ashish Vaswani', 'Noam Shazeer', 'Ada Vaswani Lee'].map((name) => paper({ authors: [name, 'Bo Li'] }))
  /** Too many papers to count their authors at every question. */
  const many = Array.from({ length: 3000 }, (_, i) => paper({ authors: [`Author ${i}`, `Ann ${i % 3}`] }))
  const authorsOf = (all: ReturnType<ReturnType<typeof createFacets>['count']>['counts']) =>
    all.find(({ field }) => field === 'author')!

  test('counts whole names, and a choice by a word counts all who have it', () => {
    const facets = createFacets(some)
    expect(shown(facets, 'author')).toEqual(['3 Bo Li', '1 Ada Vaswani Lee', '1 Ashish Vaswani', '1 Noam Shazeer'])
    expect(shown(facets, 'author', { author: ['vaswani'] })).toEqual([
      '3 Bo Li',
      '1 Ada Vaswani Lee *',
      '1 Ashish Vaswani *',
      '1 Noam Shazeer',
    ])
    expect(facets.count(choose({ author: ['VASWANI'] }), () => true).places).toEqual([0, 2])
    expect(facets.count(choose({ author: ['ashish  vaswani'] }), () => true).places).toEqual([0])
    expect(facets.count(choose({ author: ['vas'] }), () => true).places).toEqual([])
  })

  test('of many papers is counted when it is asked for, or when one of them is chosen', () => {
    const facets = createFacets(many)
    const { counts, facets: countsOf } = facets.count(choose(), () => true)
    expect(authorsOf(counts)).toMatchObject({ values: [], onDemand: true })
    const { values, total } = authorsOf(countsOf(['author']))
    expect(total).toBe(3003)
    expect(values.slice(0, 4).map(({ value, count }) => [value, count])).toEqual([
      ['Ann 0', 1000],
      ['Ann 1', 1000],
      ['Ann 2', 1000],
      ['Author 0', 1],
    ])
    expect(values).toHaveLength(MAX_VALUES)
    const asked = facets.count(choose({ author: ['ann 1'] }), () => true)
    expect(asked.places).toHaveLength(1000)
    expect(authorsOf(asked.counts).values.find(({ chosen }) => chosen)).toMatchObject({ value: 'Ann 1', count: 1000 })
  })

  test('lists no more chosen names than others, where one word chooses very many', () => {
    const { counts } = createFacets(many).count(choose({ author: ['author'] }), () => true)
    const { values } = authorsOf(counts)
    expect(values.length).toBeLessThanOrEqual(2 * MAX_VALUES)
    expect(fewOf(values).length).toBeLessThan(MAX_VALUES)
    expect(fewOf(values).some(({ chosen }) => chosen)).toBe(true)
  })
})

describe('a choice', () => {
  test('keeps the papers that have one of its values', () => {
    const places = (chosen: Parameters<typeof choose>[0]) =>
      createFacets(papers).count(choose(chosen), () => true).places
    expect(places({})).toEqual([0, 1, 2])
    expect(places({ affiliation: ['nus', 'MIT'] })).toEqual([0, 2])
    expect(places({ topic: ['LLM'] })).toEqual([0, 1])
    expect(places({ topic: ['Serving'] })).toEqual([0])
    expect(places({ topic: ['HBM'], venue: ['ATC 2024'] })).toEqual([1])
  })

  test('changes the counts of all other fields, but not of its own', () => {
    const facets = createFacets(papers)
    expect(shown(facets, 'affiliation', { affiliation: ['NUS'] })).toEqual(['3 SJTU', '1 MIT', '1 NUS *'])
    expect(shown(facets, 'topic', { affiliation: ['NUS'] })).toEqual(['1 LLM', '1 LLM › Serving'])
    expect(shown(facets, 'affiliation', { affiliation: ['NUS'], venue: ['ATC 2024'] })).toEqual(['2 SJTU', '1 NUS *'])
    expect(shown(facets, 'venue', { affiliation: ['NUS'], venue: ['ATC 2024'] })).toEqual(['1 ATC 2024 *'])
  })

  test('of a value that no paper has matches nothing, and its own facet stays the same', () => {
    const facets = createFacets(papers)
    expect(facets.count(choose({ affiliation: ['Nowhere'] }), () => true).places).toEqual([])
    expect(shown(facets, 'affiliation', { affiliation: ['Nowhere'] })).toEqual(['3 SJTU', '1 MIT', '1 NUS'])
    expect(shown(facets, 'venue', { affiliation: ['Nowhere'] })).toEqual([])
  })

  test('stays listed where nothing matches, so that the user can remove it', () => {
    const none = () => false
    const facets = createFacets(papers)
    expect(shown(facets, 'affiliation', { affiliation: ['NUS'] }, none)).toEqual(['0 NUS *'])
    expect(shown(facets, 'topic', { topic: ['HBM'] }, none)).toEqual(['0 HBM *'])
    expect(shown(facets, 'topic', { topic: ['Serving'] }, none)).toContain('0 LLM › Serving *')
  })
})

describe('a changed mark', () => {
  const facets = createFacets(papers)
  facets.update(0, { paper: papers[0]!, mark: mark({ starred: true, tags: ['x', 'y'], status: 'read' }), changedAt: 1 })
  facets.update(2, { paper: papers[2]!, mark: mark({ tags: ['y'], note: 'Good' }), changedAt: 1 })

  test('changes the counts', () => {
    expect(shown(facets, 'tag')).toEqual(['2 y', '1 x'])
    expect(shown(facets, 'starred')).toEqual(['1 Starred'])
    expect(shown(facets, 'note')).toEqual(['1 Note'])
    expect(shown(facets, 'status')).toEqual(['2 Unread', '0 To read', '0 Reading', '1 Read', '0 Skipped'])
    expect(facets.count(choose({ tag: ['y'], starred: ['Starred'] }), () => true).places).toEqual([0])
  })

  test('changes the counts back when it is cleared', () => {
    facets.update(0, { paper: papers[0]!, mark: mark(), changedAt: 2 })
    expect(shown(facets, 'tag')).toEqual(['1 y'])
    expect(shown(facets, 'starred')).toEqual(['0 Starred'])
    expect(shown(facets, 'affiliation')).toEqual(['3 SJTU', '1 MIT', '1 NUS'])
  })
})

test('every field that the user can choose from has a facet', () => {
  const chosen = fieldEntries.flatMap(([id, { values }]) => (values ? [id] : []))
  expect(
    createFacets([])
      .count(choose(), () => true)
      .counts.map(({ field }) => field),
  ).toEqual(chosen)
})

test('names of built-in object properties are ordinary values', () => {
  const odd = paper({ affiliations: ['__proto__', 'constructor'], topics: [['toString', '__proto__']] })
  expect(shown(createFacets([odd]), 'affiliation')).toEqual(['1 __proto__', '1 constructor'])
  expect(shown(createFacets([odd]), 'topic')).toEqual(['1 toString', '1 toString › __proto__'])
})
