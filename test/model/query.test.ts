import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldEntries, type FieldId } from '../../src/model/fields.ts'
import {
  clearChoices,
  isValue,
  needles,
  parseQuery,
  printQuery,
  toggleChoice,
  type Choices,
} from '../../src/model/query.ts'
import { fold } from '../../src/model/text.ts'

// What a query is written with, and what a reader may paste into it.
const PIECES = [
  'a|b|Serving|漢字|מהיר|😀|🔥|"|\\|:| |  |\n|\t|›| › |-',
  'is:|topic:|TAG:|has:|aff:|read|starred|code|Foo:',
].flatMap((pieces) => pieces.split('|'))
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 }))
const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
/** Any text at all, halves of characters too. */
const anything = fc.oneof(
  typed,
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
)

/** A value as parseQuery gives one: without blanks round it. */
const value = anything.map((text) => text.trim()).filter((text) => text !== '')
const choosable = fieldEntries.filter(([, { prefix }]) => prefix)
/** Values of one field that mean the same are one; the first spelling stays. */
const choices: fc.Arbitrary<Choices> = fc
  .subarray(choosable, { minLength: 0 })
  .chain((some) =>
    fc.tuple(
      ...some.map(([id, { words }]) =>
        fc.tuple(
          fc.constant(id),
          words
            ? fc.shuffledSubarray(Object.keys(words), { minLength: 1 })
            : fc.uniqueArray(value, { minLength: 1, maxLength: 3, comparator: (a, b) => isValue('tag', a, b) }),
        ),
      ),
    ),
  )
  .map((entries) => new Map(entries))
const query = fc.record({ words: fc.array(anything, { maxLength: 4 }), choices })

const read = (text: string) => {
  const { words, choices, problems } = parseQuery(text)
  return { words, choices: [...choices], problems }
}
const chosen = (text: string, field: FieldId, value: string) =>
  (parseQuery(text).choices.get(field) ?? []).some((choice) => isValue(field, choice, value))

describe('what a reader types', () => {
  test('is words that must all hold, with quotes round those that belong together', () => {
    expect(read('kv  cache "page fault"')).toMatchObject({ words: ['kv', 'cache', 'page fault'], choices: [] })
  })

  test('is choices where a word before a colon is known', () => {
    expect(read('topic:HBM aff:"Huawei Cloud" is:to-read has:code')).toEqual({
      words: [],
      choices: [
        ['topic', ['HBM']],
        ['affiliation', ['Huawei Cloud']],
        ['status', ['To read']],
        ['code', ['Code']],
      ],
      problems: [],
    })
  })

  test('is one choice of two values where a field is named twice', () => {
    expect(read('is:read tag:x is:reading IS:Read').choices).toEqual([
      ['status', ['Read', 'Reading']],
      ['tag', ['x']],
    ])
  })

  test('is a choice without the blanks round it', () => {
    expect(read('tag:" x " has:" code "').choices).toEqual([
      ['tag', ['x']],
      ['code', ['Code']],
    ])
  })

  test('may share a prefix between fields', () => {
    expect(read('is:starred is:Unread has:note has:code').choices.map(([field]) => field)).toEqual([
      'starred',
      'status',
      'note',
      'code',
    ])
  })

  test('never stops the page, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(() => [parseQuery(text), toggleChoice(text, 'tag', text), clearChoices(text)]).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  test.each(['topic:', 'cache topic:', 'topic: ', 'topic:"', 'topic:""', 'topic:" "', 'cache is:'])(
    'as %j asks nothing of a topic or status yet, and is no mistake',
    (text) => {
      expect(read(text)).toMatchObject({ choices: [], problems: [] })
    },
  )

  test('is followed up to a quote that is still open', () => {
    expect(read('fast "page fau').words).toEqual(['fast', 'page fau'])
    expect(read('aff:"Huawei Cl').choices).toEqual([['affiliation', ['Huawei Cl']]])
    expect(read('"a b\\').words).toHaveLength(1)
  })

  test('may hold a quote in quotes, or a colon, after a backslash or as it is', () => {
    expect(read(String.raw`"say \"hi\" \\ now"`).words).toEqual([String.raw`say "hi" \ now`])
    expect(read('tag:a:b').choices).toEqual([['tag', ['a:b']]])
    expect(read('"a\\\nb c"').words).toEqual(['a\nb c'])
    expect(read('"topic:HBM"')).toMatchObject({ words: ['topic:HBM'], choices: [] })
  })

  test('is named where it cannot be followed, with its place and what is known, and the rest applies', () => {
    const text = 'cache is:bogus tag:x'
    const { words, choices, problems } = read(text)
    expect({ words, choices }).toEqual({ words: ['cache'], choices: [['tag', ['x']]] })
    expect(problems).toHaveLength(1)
    expect(text.slice(problems[0]!.from, problems[0]!.to)).toBe('is:bogus')
    expect(problems[0]!.message).toBe('is: knows starred, unread, to-read, reading, read, skipped, not “bogus”')
  })

  test('is named at each place where it cannot be followed', () => {
    const text = 'has:"no such" has:x'
    expect(read(text).problems.map(({ from, to }) => text.slice(from, to))).toEqual(['has:"no such"', 'has:x'])
  })
})

describe('a title that is pasted', () => {
  test('with a colon stays words', () => {
    expect(read('PUZZLE: Efficiently Aligning')).toEqual({
      words: ['PUZZLE:', 'Efficiently', 'Aligning'],
      choices: [],
      problems: [],
    })
    expect(read('https://example.org/a Re:Zero')).toMatchObject({ words: ['https://example.org/a', 'Re:Zero'] })
  })

  const url = new URL('../../data/atc24.json', import.meta.url)
  const { papers } = JSON.parse(readFileSync(url, 'utf8')) as { papers: { title: string }[] }

  test.each(papers.map(({ title }) => title))('finds its paper: %s', (title) => {
    const asked = parseQuery(title)
    expect(asked.choices.size + asked.problems.length).toBe(0)
    expect(needles(asked).length).toBeGreaterThan(1)
    for (const needle of needles(asked)) expect(fold(title)).toContain(needle)
  })
})

describe('a query as text', () => {
  test('reads back as the same query', () => {
    fc.assert(
      fc.property(query, (query) => {
        const { words, choices } = query
        expect(read(printQuery(query))).toEqual({ words, choices: [...choices], problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('reads back the same, whatever it was read from', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const query = parseQuery(text)
        const { words, choices } = read(printQuery(query))
        expect({ words, choices }).toEqual({ words: query.words, choices: [...query.choices] })
      }),
      { numRuns: 500 },
    )
  })

  test('is as short as a reader would write it', () => {
    const choices = new Map<FieldId, string[]>([
      ['status', ['To read']],
      ['affiliation', ['NUS', 'Huawei Cloud']],
    ])
    expect(printQuery({ words: ['cache', 'page fault', 'a:b'], choices })).toBe(
      'is:to-read aff:NUS aff:"Huawei Cloud" cache "page fault" "a:b"',
    )
  })
})

describe('two tags of signs only', () => {
  test('are two tags', () => {
    expect(read('tag:🔥 tag:⭐').choices).toEqual([['tag', ['🔥', '⭐']]])
    expect(isValue('tag', '🔥', '⭐')).toBe(false)
    expect(isValue('tag', '🔥', '🔥')).toBe(true)
  })

  test('below one topic are two topics', () => {
    expect(isValue('topic', 'Mood › 🔥', 'Mood › ⭐')).toBe(false)
  })
})

describe('a choice means a value', () => {
  test.each<[FieldId, string, string, boolean]>([
    ['affiliation', 'nus', 'NUS', true],
    ['affiliation', 'NUS', 'NUST', false],
    ['tag', 'C++', 'c++', true],
    ['tag', 'C++', 'C#', false],
    ['tag', 'a › b', 'b', false],
    ['tag', 'b', 'a › b', false],
    ['topic', 'LLM', 'LLM', true],
    ['topic', 'serving', 'LLM › Serving', true],
    ['topic', 'llm › serving', 'LLM › Serving', true],
    ['topic', 'LLM › Serving', 'Serving', false],
    ['topic', 'LLM', 'LLM › Serving', false],
    ['topic', 'ing', 'Serving', false],
    ['topic', 'LLM › Serving', 'Vision › Serving', false],
  ])('%s:%j means %j: %s', (field, choice, value, expected) => {
    expect(isValue(field, choice, value)).toBe(expected)
  })
})

describe('a click on a value', () => {
  test('puts the choice before what is typed, and another takes it out', () => {
    expect(toggleChoice('', 'status', 'To read')).toBe('is:to-read')
    expect(toggleChoice(' page fault', 'affiliation', 'Huawei Cloud')).toBe('aff:"Huawei Cloud" page fault')
    expect(toggleChoice('aff:"Huawei Cloud" page  fault', 'affiliation', 'Huawei Cloud')).toBe('page  fault')
  })

  test('takes a choice out wherever it stands and however it is spelt', () => {
    expect(toggleChoice('kv TAG:X cache tag:"x" tag:y', 'tag', 'x')).toBe('kv cache tag:y')
    expect(toggleChoice('topic:serving', 'topic', 'LLM › Serving')).toBe('')
    expect(toggleChoice('is:"To read"', 'status', 'To read')).toBe('')
  })

  test('leaves the same words under other prefixes', () => {
    expect(toggleChoice('aff:x "tag:x" list:x tag:x', 'tag', 'x')).toBe('aff:x "tag:x" list:x')
  })

  const flat = fc.constantFrom<FieldId>('tag', 'affiliation', 'list')

  test('chooses what was not chosen, and the other way round', () => {
    fc.assert(
      fc.property(anything, flat, value, (text, field, value) => {
        expect(chosen(toggleChoice(text, field, value), field, value)).toBe(!chosen(text, field, value))
      }),
      { numRuns: 500 },
    )
  })

  test('and another come back to the same query', () => {
    fc.assert(
      fc.property(anything, flat, value, fc.boolean(), (typed, field, value, isThere) => {
        const text = isThere ? `${typed.replaceAll('"', '')} ${toggleChoice('', field, value)} tag:a` : typed
        const [before, after] = [text, toggleChoice(toggleChoice(text, field, value), field, value)].map(parseQuery)
        expect(needles(after!)).toEqual(needles(before!))
        const meant = ({ choices }: typeof before & object) =>
          [...choices].map(([field, values]) => `${field}: ${values.map(fold).toSorted().join()}`).toSorted()
        expect(meant(after!)).toEqual(meant(before!))
      }),
      { numRuns: 500 },
    )
  })

  test('to clear the choices leaves the words as typed', () => {
    expect(clearChoices(' tag:x  page  fault is:read "a tag:b" ')).toBe('page  fault "a tag:b"')
    fc.assert(
      fc.property(anything, (text) => {
        const cleared = parseQuery(clearChoices(text))
        expect(cleared.choices.size).toBe(0)
        expect(needles(cleared)).toEqual(needles(parseQuery(text)))
      }),
      { numRuns: 500 },
    )
  })
})

test('search compares folded words, each once, and none that are signs only', () => {
  expect(needles(parseQuery('Cache "KV-Cache" cache, :: ""'))).toEqual(['cache', 'kv cache'])
})
