import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldEntries, type AnyFieldId } from '../../../src/model/query/fields.ts'
import {
  DEFAULT_COLUMNS,
  DEFAULT_VIEW,
  GROUP_FIELDS,
  hasColumns,
  MAX_WIDTH_PX,
  MIN_WIDTH_PX,
  parseView,
  printView,
  type View,
} from '../../../src/model/query/view.ts'
import { id } from '../../support/papers.ts'

const fieldId = fc.constantFrom<AnyFieldId>(
  ...fieldEntries.map(([id]) => id),
  'note.speedup',
  'note.citefor',
  'note.数据集',
)
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constant('a+b %3A,/?#&=;"\r\n'),
)
const view: fc.Arbitrary<View> = fc.record({
  text,
  sort: fc.uniqueArray(fc.record({ by: fieldId, descending: fc.boolean() }), { selector: ({ by }) => by }),
  group: fc.constantFrom(null, 'note.dataset' as const, ...GROUP_FIELDS),
  columns: fc.record({
    layout: fc.constantFrom('list' as const, 'matrix' as const),
    order: fc.uniqueArray(fieldId),
    hidden: fc.uniqueArray(fieldId),
    shown: fc.uniqueArray(fieldId),
    newKeys: fc.uniqueArray(fc.constantFrom('Speed-up', 'Cite for', '数据集', 'R&D (2024)', 'C++')),
    widths: fc.dictionary(fieldId, fc.integer({ min: MIN_WIDTH_PX, max: MAX_WIDTH_PX }), { noNullPrototype: true }),
    dense: fc.boolean(),
  }),
  facets: fc.uniqueArray(fc.constantFrom('note.speedup' as const, 'note.citefor' as const)),
  paper: fc.option(text.filter((text) => text !== '').map(id)),
})

describe('the address of a view', () => {
  test('is parsed to the same view', () => {
    fc.assert(
      fc.property(view, (view) => {
        expect(parseView(printView(view))).toEqual({ view, problems: [] })
        expect(parseView(`?${printView(view)}`)).toEqual({ view, problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('is empty for the default view', () => {
    expect(printView(DEFAULT_VIEW)).toBe('')
    expect(parseView('')).toEqual({ view: DEFAULT_VIEW, problems: [] })
  })

  test('has readable names and separators', () => {
    const columns = {
      layout: 'matrix',
      order: ['title', 'venue'],
      hidden: ['award'],
      shown: ['author', 'note.citefor'],
      newKeys: ['Cite for'],
      widths: { title: 300 },
      dense: true,
    } as const
    const sort = [{ by: 'venue', descending: true } as const, { by: 'title', descending: false } as const]
    const facets = ['note.dataset', 'note.metric'] as const
    expect(
      printView({ text: 'topic:HBM fast', sort, group: 'topic', columns, facets, paper: id('doi:10.1145/3') }),
    ).toBe(
      'q=topic:HBM+fast&sort=-venue,title&group=topic&layout=matrix&order=title,venue&hide=award&show=author,note.citefor&keys=Cite+for&width=title:300&rows=dense&facets=note.dataset,note.metric&paper=doi:10.1145/3',
    )
  })

  test('may contain parameters of others', () => {
    expect(parseView('?utm_source=x&q=cache&fbclid=1')).toEqual({
      view: { ...DEFAULT_VIEW, text: 'cache' },
      problems: [],
    })
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc
            .array(fc.constantFrom('q=', 'sort=', 'width=', '%', '%E0', '&', '-', ':', ',', 'title', '1e9'))
            .map((parts) => parts.join('')),
        ),
        (search) => {
          expect(() => parseView(search)).not.toThrow()
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the parser of addresses', () => {
  test.each<[string, Partial<View>, readonly string[]]>([
    ['sort=bogus,-title', { sort: [{ by: 'title', descending: true }] }, ['sort names “bogus”, which is no column']],
    ['sort=__proto__&q=a', { text: 'a' }, ['sort names “__proto__”, which is no column']],
    ['sort=toString,--title', {}, ['sort names “toString”, “-title”, which is no column']],
    ['q=a&rows=tight', { text: 'a' }, ['rows is “tight”, and can only be “dense”']],
    ['layout=board', {}, ['layout is “board”, and can only be “list” or “matrix”']],
    ['layout=matrix', { columns: { ...DEFAULT_COLUMNS, layout: 'matrix' } }, []],
    ['facets=note.dataset,title', { facets: ['note.dataset'] }, ['facets names a column that is no key of the notes']],
    ['order=x,title', { columns: { ...DEFAULT_COLUMNS, order: ['title'] } }, ['order names “x”, which is no column']],
    [
      'keys=a:b,Cite for',
      { columns: { ...DEFAULT_COLUMNS, newKeys: ['Cite for'] } },
      ['keys has “a:b”, which is no key'],
    ],
    ['hide=title,', { columns: { ...DEFAULT_COLUMNS, hidden: ['title'] } }, []],
    ['hide=constructor', {}, ['hide names “constructor”, which is no column']],
    ['sort=-title,title', { sort: [{ by: 'title', descending: true }] }, []],
    ['paper=', {}, []],
  ])('skips and reports the invalid parts of %s', (search, expected, problems) => {
    expect(parseView(search)).toEqual({ view: { ...DEFAULT_VIEW, ...expected }, problems })
  })

  test.each([
    `title:${MIN_WIDTH_PX - 1}`,
    `title:${MAX_WIDTH_PX + 1}`,
    'title:',
    'title',
    'title:wide',
    'title:NaN',
    '__proto__:100',
    ':100',
  ])('skips and reports width=%s, which is no width', (item) => {
    const { view, problems } = parseView(`width=${item},venue:100`)
    expect(view.columns.widths).toEqual({ venue: 100 })
    expect(problems).toEqual([`width has “${item}”, which is no column and width`])
  })

  test('rounds width=title:100.4 to whole pixels', () => {
    expect(parseView('width=title:100.4').view.columns.widths).toEqual({ title: 100 })
  })

  test('reads nothing of an address longer than 4,096 characters, and reports that', () => {
    const search = `q=${'a'.repeat(4094)}`
    expect(parseView(search).view.text).toHaveLength(4094)
    const { view, problems } = parseView(`${search}a`)
    expect(view).toEqual(DEFAULT_VIEW)
    expect(problems).toEqual(['it is longer than 4096 characters'])
  })

  test('takes no harm from names of built-in object properties', () => {
    parseView('__proto__=x&width=__proto__:100,constructor:100&sort=__proto__')
    expect(Object.keys(Object.prototype)).toEqual([])
    expect({}).not.toHaveProperty('100')
  })
})

test.each([
  ['', false],
  ['q=a&sort=title&paper=x', false],
  ['order=title', true],
  ['hide=title', true],
  ['show=author', true],
  ['width=title:100', true],
  ['rows=dense', true],
])('the address %j sets columns: %s', (search, expected) => {
  expect(hasColumns(parseView(search).view)).toBe(expected)
})

test('a key of the notes is a field in addresses by its identity', () => {
  const address = 'sort=-note.speedup&group=note.dataset&show=note.dataset,note.speedup&width=note.dataset:200'
  const { view, problems } = parseView(address)
  expect(problems).toEqual([])
  expect(view.sort).toEqual([{ by: 'note.speedup', descending: true }])
  expect(view.group).toBe('note.dataset')
  expect(view.columns).toMatchObject({ shown: ['note.dataset', 'note.speedup'], widths: { 'note.dataset': 200 } })
  expect(printView(view)).toBe(address)
  expect(parseView('sort=note.Speed-up').problems).toEqual(['sort names “note.Speed-up”, which is no column'])
})
