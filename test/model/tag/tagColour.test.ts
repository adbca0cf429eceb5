import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Marks } from '../../../src/model/mark/cell.ts'
import {
  colourOf,
  ownColour,
  TAG_COLOURS,
  toColour,
  toRemoveColours,
  toRenameColours,
} from '../../../src/model/tag/tagColour.ts'
import { stampAt } from '../../support/marks.ts'

type Cells = ReturnType<typeof toColour>

/** Records after some cells were written. */
const written = (...all: readonly Cells[]): Marks => {
  const record = new Map(
    all.flatMap(([, cells]) => Object.entries(cells)).map(([cell, value]) => [cell, [value, stampAt(0)] as const]),
  )
  return new Map([[all[0]![0], record]])
}
const BRANCH = [toColour('a', 'red'), toColour('a/b', 'blue'), toColour('c', 'green')]

describe('the colour of a tag', () => {
  test('is its own, or that of the nearest tag above it', () => {
    const records = written(...BRANCH)
    expect(['a', 'a/b', 'a/b/d', 'a/x', 'ab', 'c'].map((tag) => colourOf(records, tag))).toEqual([
      'red',
      'blue',
      'blue',
      'red',
      null,
      'green',
    ])
    expect(ownColour(records, 'a/x')).toBe(null)
    expect(colourOf(new Map(), 'a')).toBe(null)
  })

  test('is none for a colour that only another version knows', () => {
    expect(colourOf(written(toColour('a', 'ultraviolet' as never)), 'a')).toBe(null)
  })

  test('follows a rename with all below it, and a tag that is there keeps its own', () => {
    const after = (from: string, to: string) => {
      const records = written(...BRANCH, toRenameColours(written(...BRANCH), from, to))
      return ['a', 'a/b', 'c', 'c/b', 'n', 'n/b'].map((tag) => ownColour(records, tag))
    }
    expect(after('a', 'n')).toEqual([null, null, 'green', null, 'red', 'blue'])
    expect(after('a', 'c')).toEqual([null, null, 'green', 'blue', null, null])
    expect(after('a', 'a/b')).toEqual([null, 'red', 'green', null, null, null])
    expect(after('x', 'a')).toEqual(['red', 'blue', 'green', null, null, null])
  })

  test('goes with a tag that is deleted, and with all below it', () => {
    const records = written(...BRANCH, toRemoveColours(written(...BRANCH), 'a'))
    expect(['a', 'a/b', 'c'].map((tag) => ownColour(records, tag))).toEqual([null, null, 'green'])
  })
})

/** The two colours of a token, in light and in dark. */
function tokenOf(name: string): readonly [string, string] {
  const tokens = readFileSync('src/ui/tokens.css', 'utf8')
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!
  return [light!, dark!]
}

/** The contrast of two colours as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

test.each(TAG_COLOURS)('%s is legible on its background and on the page, in light and in dark', (colour) => {
  const ink = tokenOf(`tag-${colour}`)
  for (const ground of [`tag-${colour}-soft`, 'paper', 'sheet', 'hover', 'accent-soft'])
    for (const theme of [0, 1] as const)
      expect(contrast(ink[theme], tokenOf(ground)[theme]), `${ground} ${theme}`).toBeGreaterThanOrEqual(4.5)
})
