import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeColumns } from '../../../../src/ui/statistics/plot/columnChart.ts'
import { ORDER, type Box, type Drawing, type Part } from '../../../../src/ui/statistics/plot/drawing.ts'
import { placeRows, type Row, type RowKind } from '../../../../src/ui/statistics/plot/barChart.ts'

const part = (papers: number, status: Part['status'] = 'read'): Part => ({
  status,
  papers,
  name: `${papers} ${status}`,
  query: `is:${status}`,
})
const texts = ({ texts }: Drawing) => texts.map(({ text }) => text)
const columns = (papers: readonly number[]) =>
  papers.map((count, i) => ({ label: 'Jan', group: i < 3 ? '2025' : '2026', part: part(count) }))
const row = (label: string, papers: readonly number[]): Row => ({
  label,
  end: `${papers[0]} of ${papers.reduce((sum, count) => sum + count, 0)}`,
  parts: papers.map((count, i) => part(count, ORDER[i])),
  whole: { name: `${label}: all`, query: `topic:${label}` },
})

const width = fc.integer({ min: 240, max: 1200 })
const EPSILON = 0.01
const isWithin = ({ x, y, width, height }: Box, drawing: Drawing) =>
  x >= -EPSILON - 1 &&
  y >= -EPSILON &&
  width >= 0 &&
  height >= 0 &&
  x + width <= drawing.width + EPSILON + 1 &&
  y + height <= drawing.height + EPSILON

describe('columns', () => {
  test('are as high as their numbers of papers and labelled with them, and 0 has no bar', () => {
    const drawing = placeColumns(columns([10, 0, 5]), 600)
    const [first, second, third] = drawing.bars
    expect(second!.height).toBe(0)
    expect(third!.height).toBeCloseTo(first!.height / 2)
    expect(third!.y + third!.height).toBeCloseTo(first!.y + first!.height)
    expect(texts(drawing)).toEqual(['10', '5', 'Jan', 'Jan', 'Jan', '2025'])
    expect(drawing.lines).toHaveLength(1)
  })

  test('are low where the highest has one paper', () => {
    const [one] = placeColumns(columns([1]), 600).bars
    const [ten] = placeColumns(columns([10]), 600).bars
    expect(one!.height).toBeLessThan(ten!.height / 3)
  })

  test('have grid lines in place of numbers where they are many, and as many labels as fit', () => {
    const many = columns(Array.from({ length: 60 }, (_, i) => i))
    const wide = placeColumns(many, 1000)
    expect(wide.lines.map(({ kind }) => kind)).toEqual(['rule', 'rule', 'rule', 'base'])
    expect(texts(wide).filter((text) => text === 'Jan')).toHaveLength(30)
    expect(texts(wide)).toContain('60')
    const narrow = placeColumns(many, 320)
    expect(texts(narrow)).not.toContain('Jan')
    expect(texts(narrow)).toContain('2026')
  })

  test('stay inside the drawing, do not overlap, and are links over their full height', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 }), width, (papers, width) => {
        const drawing = placeColumns(columns(papers), width)
        const [line] = drawing.targets
        expect([...drawing.bars, ...line!].every((box) => isWithin(box, drawing))).toBe(true)
        for (const [i, bar] of drawing.bars.slice(1).entries())
          expect(bar.x).toBeGreaterThan(drawing.bars[i]!.x + drawing.bars[i]!.width)
        expect(line!.map(({ name }) => name)).toEqual(papers.filter(Boolean).map((count) => `${count} read`))
      }),
    )
  })
})

describe('rows', () => {
  const plain = (label: string, papers: number): Row => ({
    label,
    end: String(papers),
    parts: [part(papers)],
    whole: null,
  })

  test('are as long as their numbers of papers, with the number after them', () => {
    const drawing = placeRows([plain('A', 10), plain('B', 5), plain('C', 0)], 600, 'plain')
    const [first, second, ...others] = drawing.bars
    expect(others).toEqual([])
    expect((second!.width + 1) / (first!.width + 1)).toBeCloseTo(0.5)
    const number = drawing.texts.find(({ text }) => text === '5')!
    expect(number.x).toBeGreaterThan(second!.x + second!.width)
    expect(drawing.targets.map((line) => line.map(({ query }) => query))).toEqual([['is:read'], ['is:read'], []])
  })

  test('of shares have one length, whatever their totals', () => {
    const drawing = placeRows([row('A', [1, 1]), row('B', [100, 300])], 600, 'shares')
    const ends = drawing.bars.slice(2).map(({ x, width }) => x + width)
    expect(ends[1]).toBeCloseTo(ends[3]!)
  })

  test('have a legend of the statuses that occur, the finished ones first', () => {
    const drawing = placeRows([row('A', [0, 0, 3, 1]), row('B', [2, 0, 0, 5])], 600, 'parts')
    expect(texts(drawing)).toEqual(['Read', 'To read', 'Unread', 'A', '0 of 4', 'B', '2 of 7'])
    expect(drawing.bars.slice(0, 3).map(({ status }) => status)).toEqual(['read', 'to-read', 'unread'])
  })

  test('link their label to all of their papers, and each part to those of its status', () => {
    const [line] = placeRows([row('A', [2, 0, 1])], 600, 'parts').targets
    expect(line!.map(({ query }) => query)).toEqual(['topic:A', 'is:read', 'is:to-read'])
  })

  test('have truncated labels above them in a narrow drawing', () => {
    const long = 'Deep Learning Recommendation Models and much more than that'
    const [wide, narrow] = [600, 300].map((width) => placeRows([row(long, [1, 1])], width, 'shares'))
    expect(wide!.bars.at(-1)!.y).toBeGreaterThan(narrow!.bars.at(-1)!.y - 100)
    const label = narrow!.texts.find(({ kind }) => kind === 'label')!
    expect(label.text).toMatch(/^Deep Learning.*…$/)
    expect(narrow!.bars.at(-1)!.y).toBeGreaterThan(label.y)
    expect(narrow!.bars.at(-2)!.x).toBeCloseTo(0.5)
  })

  test('isolate a label that runs from right to left', () => {
    expect(texts(placeRows([row('רשתות (א)', [1])], 600, 'parts'))).toContain('\u2068רשתות (א)\u2069')
  })

  test('stay inside the drawing, with gaps between their parts, for any numbers', () => {
    const anyRows = fc.array(
      fc
        .tuple(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.nat(9999), { minLength: 1, maxLength: 5 }))
        .map(([label, papers]) => row(label, papers)),
      { minLength: 1, maxLength: 13 },
    )
    fc.assert(
      fc.property(anyRows, width, fc.constantFrom<RowKind>('plain', 'parts', 'shares'), (rows, width, kind) => {
        const drawing = placeRows(rows, width, kind)
        expect([...drawing.bars, ...drawing.targets.flat()].every((box) => isWithin(box, drawing))).toBe(true)
        for (const [i, bar] of drawing.bars.slice(1).entries()) {
          const before = drawing.bars[i]!
          expect(bar.y !== before.y || bar.x >= before.x + before.width + 1.9).toBe(true)
        }
      }),
    )
  })
})
