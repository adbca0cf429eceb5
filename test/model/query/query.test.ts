import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldEntries, TEXTS, type FieldId } from '../../../src/model/query/fields.ts'
import {
  excluded,
  needles,
  parseQuery,
  printQuery,
  type Choices,
  type Condition,
  type Query,
} from '../../../src/model/query/query.ts'
import { isValue } from '../../../src/model/query/nameMatching.ts'
import { clearChoices, clearField, toggleChoice, toggleExcluded, withOr } from '../../../src/model/query/queryEdit.ts'
import { parsePeriod } from '../../../src/model/time/period.ts'
import { fold } from '../../../src/model/text/fold.ts'

// The syntax of queries, and text that a user may paste into one.
const PIECES = [
  'a|b|Serving|漢字|מהיר|😀|🔥|"|\\|:| |  |\n|\t|›| › |-',
  'is:|topic:|TAG:|has:|aff:|title:|NOTE:|read|starred|code|Foo:|(|)|((|))|OR| OR | AND |NOT |year:|>2024|read:|2024..2025',
].flatMap((pieces) => pieces.split('|'))
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 }))
const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
/** Any text at all, including lone surrogates. */
const anything = fc.oneof(
  typed,
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
)

/** A value as parseQuery returns it: without surrounding spaces. */
const value = anything.map((text) => text.trim()).filter((text) => text !== '')
const choosable = fieldEntries.filter(([, { prefix }]) => prefix)
/** Equal values of one field appear once, in their first spelling. */
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
/** A query without the positions of its problems. */
const meant = (text: string): Query => {
  const { words, choices, conditions } = parseQuery(text)
  return { words, choices, conditions }
}
const chosen = (text: string, field: FieldId, value: string) =>
  (parseQuery(text).choices.get(field) ?? []).some((choice) => isValue(field, choice, value))

describe('a typed query', () => {
  test('is a list of words that must all match, with quotes around phrases', () => {
    expect(read('kv  cache "page fault"')).toMatchObject({ words: ['kv', 'cache', 'page fault'], choices: [] })
  })

  test('has choices where a known prefix comes before a colon', () => {
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

  test('has one choice of two values where a field is named twice', () => {
    expect(read('is:read tag:x is:reading IS:Read').choices).toEqual([
      ['status', ['Read', 'Reading']],
      ['tag', ['x']],
    ])
  })

  test('has choices without surrounding spaces', () => {
    expect(read('tag:" x " has:" code "').choices).toEqual([
      ['tag', ['x']],
      ['code', ['Code']],
    ])
  })

  test('may use one prefix for several fields', () => {
    expect(read('is:starred is:Unread has:note has:code').choices.map(([field]) => field)).toEqual([
      'starred',
      'status',
      'note',
      'code',
    ])
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(() => [parseQuery(text), toggleChoice(text, 'tag', text), clearChoices(text)]).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  test.each(['topic:', 'cache topic:', 'topic: ', 'topic:"', 'topic:""', 'topic:" "', 'cache is:'])(
    'such as %j makes no choice yet, and has no problem',
    (text) => {
      expect(read(text)).toMatchObject({ choices: [], problems: [] })
    },
  )

  test('is read up to the end where a quote is not closed', () => {
    expect(read('fast "page fau').words).toEqual(['fast', 'page fau'])
    expect(read('aff:"Huawei Cl').choices).toEqual([['affiliation', ['Huawei Cl']]])
    expect(read('"a b\\').words).toHaveLength(1)
  })

  test('may contain a quote or a colon, with or without a backslash', () => {
    expect(read(String.raw`"say \"hi\" \\ now"`).words).toEqual([String.raw`say "hi" \ now`])
    expect(read('tag:a:b').choices).toEqual([['tag', ['a:b']]])
    expect(read('"a\\\nb c"').words).toEqual(['a\nb c'])
    expect(read('"topic:HBM"')).toMatchObject({ words: ['topic:HBM'], choices: [] })
  })

  test('reports what it cannot parse with position and known words, and the rest applies', () => {
    const text = 'cache is:bogus tag:x'
    const { words, choices, problems } = read(text)
    expect({ words, choices }).toEqual({ words: ['cache'], choices: [['tag', ['x']]] })
    expect(problems).toHaveLength(1)
    expect(text.slice(problems[0]!.from, problems[0]!.to)).toBe('is:bogus')
    expect(problems[0]!.message).toBe('is: knows starred, unread, to-read, reading, read, skipped, not “bogus”')
  })

  test('reports each part that it cannot parse', () => {
    const text = 'is:"no such" is:x'
    expect(read(text).problems.map(({ from, to }) => text.slice(from, to))).toEqual(['is:"no such"', 'is:x'])
  })
})

describe('a pasted title', () => {
  test('with a colon is parsed as words', () => {
    expect(read('PUZZLE: Efficiently Aligning')).toEqual({
      words: ['PUZZLE:', 'Efficiently', 'Aligning'],
      choices: [],
      problems: [],
    })
    const { words } = parseQuery('https://example.org/a Re:Zero', () => false)
    expect(words).toEqual(['https://example.org/a', 'Re:Zero'])
  })

  const url = new URL('../../../data/atc24.json', import.meta.url)
  const { papers } = JSON.parse(readFileSync(url, 'utf8')) as { papers: { title: string }[] }

  test.each(papers.map(({ title }) => title))('finds its paper: %s', (title) => {
    const asked = parseQuery(title)
    expect(asked.choices.size + asked.problems.length).toBe(0)
    expect(needles(asked).length).toBeGreaterThan(1)
    for (const needle of needles(asked)) expect(fold(title)).toContain(needle)
  })
})

describe('a printed query', () => {
  test('is parsed to the same query', () => {
    fc.assert(
      fc.property(query, (query) => {
        expect(parseQuery(printQuery({ ...query, conditions: [] }))).toEqual({ ...query, conditions: [], problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('is parsed to the same query with any nested conditions', () => {
    const word = anything.map((text): Condition => ({ kind: 'word', text }))
    const chosen = value.map((value): Condition => ({ kind: 'choice', field: 'tag', value }))
    const { condition } = fc.letrec<{ condition: Condition; part: Condition }>((tie) => ({
      part: fc.oneof({ maxDepth: 3 }, word, chosen, tie('condition')),
      condition: fc.oneof(
        { maxDepth: 3 },
        tie('part')
          .filter(({ kind }) => kind !== 'not')
          .map((of): Condition => ({ kind: 'not', of })),
        fc
          .array(
            tie('part').filter(({ kind }) => kind !== 'or'),
            { minLength: 2, maxLength: 3 },
          )
          .map((of): Condition => ({ kind: 'or', of })),
        fc.constant(parseQuery('read:>2026-01').conditions[0]!),
        fc.tuple(fc.constantFrom(...TEXTS), value).map(([field, text]): Condition => ({ kind: 'text', field, text })),
        fc
          .tuple(
            value,
            tie('part').filter(({ kind }) => kind !== 'choice' && kind !== 'word'),
          )
          .map(([value, other]): Condition => ({
            kind: 'all',
            of: { words: ['w'], choices: new Map([['tag', [value]]]), conditions: [other] },
          })),
      ),
    }))
    const whole = fc.record({
      words: fc.array(anything, { maxLength: 2 }),
      choices,
      conditions: fc.array(condition, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(whole, (query) => {
        expect(parseQuery(printQuery(query))).toEqual({ ...query, problems: [] })
      }),
      { numRuns: 1000 },
    )
  })

  test('is parsed to the same query, whatever text that came from', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const query = meant(text)
        expect(parseQuery(printQuery(query))).toEqual({ ...query, problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('is as short as a user would write it', () => {
    const choices = new Map<FieldId, string[]>([
      ['status', ['To read']],
      ['affiliation', ['NUS', 'Huawei Cloud']],
    ])
    expect(printQuery({ words: ['cache', 'page fault', 'a:b'], choices, conditions: [] })).toBe(
      'is:to-read aff:NUS aff:"Huawei Cloud" cache "page fault" "a:b"',
    )
  })
})

describe('a query with AND, OR or NOT', () => {
  const printed = (text: string) => printQuery(meant(text))

  test.each([
    ['-is:read kv', 'kv -is:read'],
    ['NOT is:read AND kv', 'kv -is:read'],
    ['kv OR cache', '(kv OR cache)'],
    ['kv cache OR page', '((kv cache) OR page)'],
    ['(kv OR cache) is:read', 'is:read (kv OR cache)'],
    ['-(kv cache)', '-(kv cache)'],
    ['(kv) (cache (page))', 'kv cache page'],
    ['(is:read is:skipped) is:reading', 'is:reading (is:read is:skipped)'],
    ['a OR (b OR c)', '(a OR b OR c)'],
    ['NOT NOT kv', 'kv'],
    ['-"page fault" -tag:"to cite"', '-"page fault" -tag:"to cite"'],
    ['f(x) CXL(2.0)', '"f(x)" "CXL(2.0)"'],
    ['(f(x) OR y)', '("f(x)" OR y)'],
    ['tag:x) y)', 'tag:x) "y)"'],
    ['or and not', 'or and not'],
    ['LLM - serving --fast GPU-based', 'LLM "-" serving "--fast" GPU-based'],
    ['year:2024 read:>2026-01 changed:2025-12-31..2026', 'year:2024 read:>2026-01 changed:2025-12-31..2026'],
    ['Title:"page fault" NOT note:idea title:"(kv"', 'title:"page fault" -note:idea title:"(kv"'],
    ['(title:kv OR note:kv)', '(title:kv OR note:kv)'],
    ['added:>2026-10 (added:2025 OR kv)', 'added:>2026-10 (added:2025 OR kv)'],
    ['SINCE:<=2026-08 took:8..14 -took:>30', 'since:<=2026-08 took:8..14 -took:>30'],
  ])('is parsed: %j means %j', (text, expected) => {
    expect(parseQuery(text).problems).toEqual([])
    expect(meant(text)).toEqual(meant(expected))
    expect(printed(text)).toBe(printed(expected))
  })

  test.each([
    ['kv OR', 'OR', 'OR has nothing after it', ['kv']],
    ['OR kv', 'OR', 'OR has nothing before it', ['kv']],
    ['(kv cache', '(', 'this bracket is not closed', ['kv', 'cache']],
    ['kv ( )', '(', 'there is nothing in these brackets', ['kv']],
    ['kv NOT', 'NOT', 'there is nothing here to exclude', ['kv']],
    ['kv read:soon', 'read:soon', 'read: takes a time such as 2026, >2026-01 or 2025..2026, not “soon”', ['kv']],
    ['kv took:2026-01', 'took:2026-01', 'took: takes days such as 7, >30 or 8..14, not “2026-01”', ['kv']],
    ['kv topic:(', 'topic:(', 'topic: has a bracket that is not closed; quote it to look for it', ['kv']],
    ['kv -title:(a', 'title:(a', 'title: has a bracket that is not closed; quote it to look for it', ['kv']],
    ['kv -is:bogus', 'is:bogus', 'is: knows starred, unread, to-read, reading, read, skipped, not “bogus”', ['kv']],
    [
      'year:2026-13 kv',
      'year:2026-13',
      'year: takes a time such as 2026, >2026-01 or 2025..2026, not “2026-13”',
      ['kv'],
    ],
  ])('such as %j reports %j, and the rest applies', (text, place, message, words) => {
    const query = parseQuery(text)
    expect(query.problems.map(({ from, to, message }) => [text.slice(from, to), message])).toEqual([[place, message]])
    expect(query).toMatchObject({ words, conditions: [] })
  })

  test('reports problems within its text, whatever it is, and may be nested to any depth', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { from, to, message } of parseQuery(text).problems) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(message).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
    for (const deep of ['('.repeat(50_000), '-('.repeat(50_000), 'NOT '.repeat(50_000), '(a OR '.repeat(20_000)]) {
      expect(() => printQuery(parseQuery(`${deep}kv`))).not.toThrow()
    }
  })

  test('reads the words within more brackets than it nests, and reports one bracket', () => {
    const { words, problems } = parseQuery(`${'('.repeat(51)}aa bb${')'.repeat(51)} dd`)
    expect(words).toEqual(['aa', 'bb', 'dd'])
    expect(problems.map(({ from, message }) => [from, message])).toContainEqual([50, 'too many brackets'])
  })

  test('excludes a value on a click, and includes it on another click or a choice', () => {
    expect(toggleExcluded('kv', 'status', 'Read')).toBe('-is:read kv')
    expect(toggleExcluded('-is:read kv', 'status', 'Read')).toBe('kv')
    expect(toggleExcluded('NOT is:read kv', 'status', 'Read')).toBe('kv')
    expect(toggleExcluded('is:read kv', 'status', 'Read')).toBe('-is:read kv')
    expect(toggleChoice('-is:read kv', 'status', 'Read')).toBe('is:read kv')
    expect(clearChoices('-is:read kv topic:x -cache')).toBe('kv -cache')
    expect(clearField('dataset:coco -is:read kv -dataset:"a b" metric:x', 'note.dataset')).toBe('-is:read kv metric:x')
    expect([...excluded(parseQuery('-is:read -tag:x -tag:y -kv'))]).toEqual([
      ['status', ['Read']],
      ['tag', ['x', 'y']],
    ])
  })

  test('is put in brackets by a choice before it, and is not changed inside', () => {
    expect(toggleChoice('kv OR is:read', 'status', 'Read')).toBe('is:read (kv OR is:read)')
    expect(toggleChoice('is:read (kv OR is:read)', 'status', 'Read')).toBe('(kv OR is:read)')
    expect(clearChoices('tag:y (tag:x OR kv)')).toBe('(tag:x OR kv)')
  })
})

describe('a query with “or”', () => {
  test.each([
    ['kv or cache', 'kv OR cache'],
    ['kv Or -is:read or (a b) or title:c', 'kv OR -is:read OR (a b) OR title:c'],
    ['(kv) or topic:x', '(kv) OR topic:x'],
  ])('such as %j is changed to %j', (text, expected) => {
    expect(withOr(text)).toBe(expected)
  })

  test.each([
    '',
    'kv',
    'kv OR cache',
    'or kv',
    'kv or',
    'or',
    '(or kv)',
    'kv -or cache',
    '"kv or cache"',
    'kv "or" cache',
  ])('such as %j stays as it is', (text) => {
    expect(withOr(text)).toBeNull()
  })
})

describe('a period', () => {
  const at = (text: string) => new Date(text).getTime()
  test.each([
    ['2026', '2026-01-01T00:00', '2027-01-01T00:00'],
    ['2026-02', '2026-02-01T00:00', '2026-03-01T00:00'],
    ['2026-02-28', '2026-02-28T00:00', '2026-03-01T00:00'],
    ['>2026-01', '2026-02-01T00:00', null],
    ['>=2026-01', '2026-01-01T00:00', null],
    ['<2026', null, '2026-01-01T00:00'],
    ['<=2026-12-31', null, '2027-01-01T00:00'],
    ['2024..2026-01', '2024-01-01T00:00', '2026-02-01T00:00'],
  ])('of dates %s is from %s to %s', (typed, from, to) => {
    expect(parsePeriod(typed)).toEqual({ from: from && at(from), to: to && at(to) })
  })

  test.each([
    ['7', 7, 8],
    ['0', 0, 1],
    ['>30', 31, null],
    ['>=30', 30, null],
    ['<7', null, 7],
    ['<=7', null, 8],
    ['8..14', 8, 15],
  ])('of days %s is from %s up to %s', (typed, from, to) => {
    expect(parsePeriod(typed, 'took')).toEqual({ from, to })
  })

  test.each(['', '2026-01', '1.5', '-1', '8..', '1234567', '>', 'x'])('of days is not %j', (typed) => {
    expect(parsePeriod(typed, 'took')).toBeNull()
  })

  test.each(['', '26', '2026-13', '2026-02-30', '2026-01-01-01', '..', '2024..', '2024..2025..2026', '>', 'x'])(
    'of dates is not %j',
    (typed) => {
      expect(parsePeriod(typed)).toBeNull()
    },
  )
})

describe('two tags of symbols only', () => {
  test('are different', () => {
    expect(read('tag:🔥 tag:⭐').choices).toEqual([['tag', ['🔥', '⭐']]])
    expect(isValue('tag', '🔥', '⭐')).toBe(false)
    expect(isValue('tag', '🔥', '🔥')).toBe(true)
  })

  test('under one topic are different topics', () => {
    expect(isValue('topic', 'Mood › 🔥', 'Mood › ⭐')).toBe(false)
  })
})

describe('a choice', () => {
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
    ['author', 'vaswani', 'Ashish Vaswani', true],
    ['author', 'ashish', 'Ashish Vaswani', true],
    ['author', 'Ashish  VASWANI', 'Ashish Vaswani', true],
    ['author', 'vaswani ashish', 'Ashish Vaswani', false],
    ['author', 'vas', 'Ashish Vaswani', false],
    ['author', 'van den berg', 'Jan van den Berg', true],
    ['author', 'garcia', 'José García-López', true],
    ['author', '王伟', '王伟', true],
    ['author', '?', '!', false],
    ['author', '?', '?', true],
  ])('%s:%j matches %j: %s', (field, choice, value, expected) => {
    expect(isValue(field, choice, value)).toBe(expected)
  })
})

describe('a click on a value', () => {
  test('inserts its choice before the typed words, and another click removes it', () => {
    expect(toggleChoice('', 'status', 'To read')).toBe('is:to-read')
    expect(toggleChoice(' page fault', 'affiliation', 'Huawei Cloud')).toBe('aff:"Huawei Cloud" page fault')
    expect(toggleChoice('aff:"Huawei Cloud" page  fault', 'affiliation', 'Huawei Cloud')).toBe('page  fault')
  })

  test('removes its choice wherever it is and however it is spelt', () => {
    expect(toggleChoice('kv TAG:X cache tag:"x" tag:y', 'tag', 'x')).toBe('kv cache tag:y')
    expect(toggleChoice('topic:serving', 'topic', 'LLM › Serving')).toBe('')
    expect(toggleChoice('is:"To read"', 'status', 'To read')).toBe('')
  })

  test('keeps the same word under other prefixes', () => {
    expect(toggleChoice('aff:x "tag:x" list:x tag:x', 'tag', 'x')).toBe('aff:x "tag:x" list:x')
  })

  const flat = fc.constantFrom<FieldId>('tag', 'affiliation', 'list')

  test('toggles whether the value is chosen', () => {
    fc.assert(
      fc.property(anything, flat, value, (text, field, value) => {
        expect(chosen(toggleChoice(text, field, value), field, value)).toBe(!chosen(text, field, value))
      }),
      { numRuns: 500 },
    )
  })

  test('twice gives the original query', () => {
    fc.assert(
      fc.property(anything, flat, value, fc.boolean(), (typed, field, value, isThere) => {
        const text = isThere ? `${typed.replaceAll('"', '')} ${toggleChoice('', field, value)} tag:a` : typed
        const [before, after] = [text, toggleChoice(toggleChoice(text, field, value), field, value)].map((text) =>
          parseQuery(text),
        )
        // The first click includes an excluded value, and the second does not exclude it again.
        fc.pre(
          ![...excluded(before!)].some(
            ([id, values]) => id === field && values.some((out) => isValue(field, out, value)),
          ),
        )
        expect(needles(after!)).toEqual(needles(before!))
        const chosenBy = ({ choices }: typeof before & object) =>
          [...choices].map(([field, values]) => `${field}: ${values.map(fold).toSorted().join()}`).toSorted()
        expect(chosenBy(after!)).toEqual(chosenBy(before!))
      }),
      { numRuns: 500 },
    )
  })

  test('on Clear removes all choices and keeps the words as typed', () => {
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

test('search compares folded words, each once, and skips words of punctuation only', () => {
  expect(needles(parseQuery('Cache "KV-Cache" cache, :: ""'))).toEqual(['cache', 'kv cache'])
})
