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

describe('the markup for emphasis', () => {
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
  ] as const)('%s turns %j into %j', (sign, before, after) => {
    expect(marked(wrap(sign)(writing(before)))).toBe(after)
  })

  test('is removed again by the same key, which restores the text', () => {
    fc.assert(
      fc.property(fc.constantFrom('**', '*', '`', '$'), someWriting, (sign, writing) => {
        const once = wrap(sign)(writing)!
        const twice = wrap(sign)(once)!
        // Behind closing markup the first press only moves the caret, so the second differs.
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
  ])('is made from %j: %j', (before, after) => {
    expect(marked(toLink(writing(before)))).toBe(after)
  })

  test('is made when the user pastes an address over selected words', () => {
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
  ])('is not made from %j and %j', (before, pasted) => {
    expect(pasteLink(writing(before), pasted)).toBeNull()
  })
})

describe('a block', () => {
  test.each([
    ['|', 'block|\n'],
    ['\n\n|', 'block|\n'],
    ['before|', 'before\n\nblock|\n'],
    ['before\n|\nafter', 'before\n\nblock|\n\nafter'],
    ['be|fore| after', 'be\n\nblock|\n\n after'],
  ])('is inserted into %j with blank lines around it', (before, after) => {
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

  test('selects a range within the text that splits no character', () => {
    operated((_, { text, from, to }) => {
      expect([0 <= from, from <= to, to <= text.length]).toEqual([true, true, true])
      for (const at of [from, to]) expect(text.slice(0, at)).not.toMatch(/[\uD800-\uDBFF]$/)
    })
  })

  test('is undone by restoring the one range that it replaced', () => {
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

test('the difference of two texts is minimal and splits no character', () => {
  expect(differenceOf('abc', 'abXc')).toEqual({ from: 2, to: 2, text: 'X' })
  expect(differenceOf('aa', 'a')).toEqual({ from: 1, to: 2, text: '' })
  // 👍 and 👎 share their first code unit; 😀 and 🐀 their last.
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
