import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEmphasis } from '../../../src/model/note/emphasis.ts'

/** The runs as text such as `em(so)` and `strong(so)`; plain text as it is. */
const shown = (text: string) =>
  parseEmphasis(text)
    .map(({ text, style }) => (style === 'plain' ? text : `${style}(${text})`))
    .join('')

test.each([
  ['plain text', 'plain text'],
  ['an *important* point', 'an em(important) point'],
  ['**TC-FPx** is first', 'strong(TC-FPx) is first'],
  ['*one* and **two** and *three*', 'em(one) and strong(two) and em(three)'],
  ['*a*', 'em(a)'],
  ['**two words**', 'strong(two words)'],
  ['pre*fix*ed', 'preem(fix)ed'],
  ['call `a*b*c` *now*', 'call code(a*b*c) em(now)'],
  ['`a` b `c', 'code(a) b `c'],
])('%j is shown as %j', (text, expected) => {
  expect(shown(text)).toBe(expected)
})

test.each([
  '',
  '2 * 3 * 4',
  '* point',
  'a ** b',
  '*open',
  '**open',
  '*a *',
  '* a*',
  '****',
  '_so_',
  '`a',
  '``',
  '<b>a</b>',
])('%j has no emphasis and stays the same', (text) => {
  expect(shown(text)).toBe(text)
})

test('only asterisks and backquotes are removed', () => {
  const part = fc.oneof(fc.constantFrom('*', '**', '`', 'a', ' ', '\n', '😀', '\\'), fc.string({ maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('')
      const all = parseEmphasis(text).map((run) => run.text)
      expect(all.join('').replaceAll(/[*`]/g, '')).toBe(text.replaceAll(/[*`]/g, ''))
      expect(all).not.toContain('')
    }),
  )
})

test('emphasised text has no asterisk and no space at its ends', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('*', '**', 'a', ' ', 'b c')), (parts) => {
      const styled = parseEmphasis(parts.join('')).filter(({ style }) => style !== 'plain')
      for (const { text } of styled) expect(text).toMatch(/^[^\s*](?:[^*]*[^\s*])?$/)
    }),
  )
})
