import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  differenceOf,
  insert,
  insertBlock,
  pasteLink,
  toLink,
  wrap,
  type Operation,
} from '../../../src/model/note/noteEdit.ts'
import { goOn, indent, outdent } from '../../../src/model/note/noteList.ts'
import { tickSelected, toTasks } from '../../../src/model/note/noteTask.ts'
import { marked, someWriting, text, writing } from '../../support/writings.ts'

describe('signs of emphasis', () => {
  test.each([
    ['**', 'a |word| b', 'a **|word|** b'],
    ['**', 'a **|word|** b', 'a |word| b'],
    ['**', 'a |**word**| b', 'a |word| b'],
    ['**', 'a | word | b', 'a  **|word|**  b'],
    ['**', 'a |b', 'a **|**b'],
    ['**', 'a **|**b', 'a |b'],
    ['**', 'a **word|** b', 'a **word**| b'],
    ['*', 'a |word| b', 'a *|word|* b'],
    ['*', 'a *|word|* b', 'a |word| b'],
    ['*', 'a **|word|** b', 'a ***|word|*** b'],
    ['*', 'a ***|word|*** b', 'a **|word|** b'],
    ['**', 'a *|word|* b', 'a ***|word|*** b'],
    ['$', '|x^2|', '$|x^2|$'],
    ['`', 'f|', 'f`|`'],
  ] as const)('%s makes of %j %j', (sign, before, after) => {
    expect(marked(wrap(sign)(writing(before)))).toBe(after)
  })

  test('are taken off again by the same key, which leaves the text as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom('**', '*', '`', '$'), someWriting, (sign, writing) => {
        const once = wrap(sign)(writing)!
        const twice = wrap(sign)(once)!
        // A caret that went behind closing signs has changed nothing, and the next press is another one.
        fc.pre(once.text.length > writing.text.length)
        expect(twice.text).toBe(writing.text)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a link', () => {
  test.each([
    ['see |this paper| now', 'see [this paper](|) now'],
    ['see | now', 'see [|]() now'],
    ['|https://example.org/a_(b)|', '[|](https://example.org/a_%28b%29)'],
  ])('is made of %j: %j', (before, after) => {
    expect(marked(toLink(writing(before)))).toBe(after)
  })

  test('is made of words and an address pasted over them', () => {
    expect(marked(pasteLink(writing('see |this|.'), ' https://example.org/x '))).toBe(
      'see [this](https://example.org/x)|.',
    )
  })

  test.each([
    ['see |.', 'https://example.org/'],
    ['|https://example.org/|', 'https://example.org/2'],
    ['|[a](b)|', 'https://example.org/'],
    ['|one\ntwo|', 'https://example.org/'],
    ['|words|', 'other words'],
    ['|words|', 'javascript:alert(1)'],
  ])('is not made of %j and %j', (before, pasted) => {
    expect(pasteLink(writing(before), pasted)).toBeNull()
  })
})

describe('paragraphs', () => {
  test.each([
    ['|', 'block|\n'],
    ['\n\n|', 'block|\n'],
    ['before|', 'before\n\nblock|\n'],
    ['before\n|\nafter', 'before\n\nblock|\n\nafter'],
    ['be|fore| after', 'be\n\nblock|\n\n after'],
  ])('are put into %j with blank lines round them', (before, after) => {
    expect(marked(insertBlock(writing(before), 'block\n'))).toBe(after)
  })
})

const OPERATIONS: Readonly<Record<string, Operation>> = {
  goOn,
  indent,
  outdent,
  toTasks,
  tickSelected,
  toLink,
  bold: wrap('**'),
  italic: wrap('*'),
  insert: (writing) => insert(writing, '[['),
  paste: (writing) => pasteLink(writing, 'https://example.org/'),
  block: (writing) => insertBlock(writing, '# a\n\nb'),
}

describe.each(Object.entries(OPERATIONS))('the operation %s', (_, operate) => {
  const operated = (check: (before: Parameters<Operation>[0], after: NonNullable<ReturnType<Operation>>) => void) =>
    fc.assert(
      fc.property(someWriting, (before) => {
        const after = operate(before)
        if (after) check(before, after)
      }),
      { numRuns: 300 },
    )

  test('selects within the text, and no half of a character', () => {
    operated((_, { text, from, to }) => {
      expect([0 <= from, from <= to, to <= text.length]).toEqual([true, true, true])
      for (const at of [from, to]) expect(text.slice(0, at)).not.toMatch(/[\uD800-\uDBFF]$/)
    })
  })

  test('is undone by putting back the one stretch that it replaced', () => {
    operated((before, after) => {
      const there = differenceOf(before.text, after.text)
      const replaced = before.text.slice(there.from, there.to)
      expect(before.text.slice(0, there.from) + there.text + before.text.slice(there.to)).toBe(after.text)
      expect(after.text.slice(0, there.from) + replaced + after.text.slice(there.from + there.text.length)).toBe(
        before.text,
      )
    })
  })
})

test('what differs between two texts is the least of it, and no half of a character', () => {
  expect(differenceOf('abc', 'abXc')).toEqual({ from: 2, to: 2, text: 'X' })
  expect(differenceOf('aa', 'a')).toEqual({ from: 1, to: 2, text: '' })
  // 👍 and 👎 share their first half; 😀 and 🐀 their last.
  expect(differenceOf('x👍y', 'x👎y')).toEqual({ from: 1, to: 3, text: '👎' })
  expect(differenceOf('\u{1F600}', '\u{1FA00}')).toEqual({ from: 0, to: 2, text: '\u{1FA00}' })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { from, to, text } = differenceOf(before, after)
      expect(before.slice(0, from) + text + before.slice(to)).toBe(after)
      expect(text).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/)
    }),
  )
})
