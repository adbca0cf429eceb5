import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { createNoteFields, type NoteFields } from '../../../src/engine/index/noteFields.ts'
import { createColumn } from '../../../src/model/columns/valueColumn.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import type { Answer, Question } from '../../../src/engine/question.ts'
import { keyOf } from '../../../src/model/note/field/fieldKey.ts'
import { id, listFile, mark } from '../../support/papers.ts'

const ask = (engine: Engine, text: string, more: Partial<Question> = {}): Answer =>
  engine.answer({ text, sort: [], window: [0, 1000], paper: null, find: null, wide: [], ...more })
const titles = ({ rows }: Answer) => rows.map(({ title }) => title)
const noted = (name: string, note: string): Marked => [id(`title:${name}`), mark({ note }), 1]

async function open(notes: Readonly<Record<string, string>>) {
  const engine = createEngine()
  engine.open([listFile(Object.keys(notes).map((title) => ({ title })))])
  engine.mark(Object.entries(notes).map(([title, note]) => noted(title, note)))
  await engine.readNotes()
  return engine
}
const survey = () =>
  open({
    a: 'Dataset: ImageNet, LAION\nSpeed-up: 2.4×',
    b: 'dataset: imagenet\nSpeed up: 10×',
    c: 'Dataset: LAION\nspeed-up: unknown',
    d: 'Speed-up: 1.1×',
    e: 'No field here.',
  })

describe('the keys of the notes', () => {
  test('are named as most often written, with how many papers have a value', async () => {
    const engine = await survey()
    expect(ask(engine, '').keys).toEqual([
      { key: 'speedup', label: 'Speed-up', papers: 4 },
      { key: 'dataset', label: 'Dataset', papers: 3 },
    ])
    engine.mark([noted('d', 'Speed-up:'), noted('e', 'Dataset: x')])
    expect(ask(engine, '').keys.map(({ label, papers }) => [label, papers])).toEqual([
      ['Dataset', 4],
      ['Speed-up', 3],
    ])
  })

  test('filter', async () => {
    const engine = await survey()
    const found = (text: string) => titles(ask(engine, text)).join('')
    expect(found('dataset:imagenet')).toBe('ab')
    expect(found('dataset:imagenet dataset:laion')).toBe('abc')
    expect(found('-dataset:laion')).toBe('bde')
    expect(found('speed-up:>2')).toBe('ab')
    expect(found('speedup:2..3')).toBe('a')
    expect(found('has:dataset')).toBe('abc')
    expect(found('-has:dataset')).toBe('de')
    expect(found('(dataset:laion OR speed-up:<2)')).toBe('acd')
    expect(found('metric:x')).toBe('')
    expect(ask(engine, 'has:metric').problems).toHaveLength(1)
    engine.mark([noted('d', 'Dataset: ImageNet')])
    expect(found('dataset:imagenet')).toBe('abd')
    expect(found('has:dataset')).toBe('abcd')
  })

  test('sort, as numbers where most are, with what is no number at the end', async () => {
    const engine = await survey()
    const sorted = (by: 'note.speedup' | 'note.dataset', descending: boolean) =>
      titles(ask(engine, '', { sort: [{ by, descending }] })).join('')
    expect(sorted('note.speedup', false)).toBe('dabce')
    expect(sorted('note.speedup', true)).toBe('badce')
    expect(sorted('note.dataset', false)).toBe('abcde')
    engine.mark([noted('a', 'Speed-up: 20')])
    // Rows stay where they were asked for.
    expect(sorted('note.dataset', true)).toBe('cbade')
    expect(sorted('note.speedup', true)).toBe('abdce')
  })

  test('group, values that differ by case only in one group, and numbers in order', async () => {
    const engine = await survey()
    const groups = (by: 'note.speedup' | 'note.dataset') =>
      ask(engine, '', { group: { by, collapsed: { all: true, but: [] }, near: 0, head: null } }).lines.map(
        (line) => 'group' in line && [line.label, line.count],
      )
    expect(groups('note.dataset')).toEqual([
      ['ImageNet', 2],
      ['LAION', 2],
      ['No dataset', 2],
    ])
    expect(groups('note.speedup')).toEqual([
      ['1.1×', 1],
      ['2.4×', 1],
      ['10×', 1],
      ['unknown', 1],
      ['No speed-up', 1],
    ])
  })

  test('are a facet where it is wanted, which ignores its own choice', async () => {
    const engine = await survey()
    const values = (text: string) =>
      ask(engine, text, { wide: ['note.dataset'] })
        .facets.find(({ field }) => field === 'note.dataset')!
        .values.map(({ value, count, chosen }) => [value, count, chosen])
    expect(values('dataset:laion')).toEqual([
      ['ImageNet', 2, false],
      ['LAION', 2, true],
    ])
    expect(ask(engine, '').facets.some(({ field }) => field.startsWith('note.'))).toBe(false)
  })
})

const note = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('Dataset', 'dataset', 'Speed-up', 'Speed up', 'Done'),
        fc.constantFrom('', 'ImageNet', 'imagenet, LAION', '2', '3×', '✓', '2026-01'),
      )
      .map(([key, value]) => `${key}: ${value}`),
    { maxLength: 3 },
  )
  .map((lines) => lines.join('\n'))
const SIZE = 6

test('after any edits the fields are those of the notes read anew', () => {
  const all = (fields: NoteFields) => ({
    keys: fields.keys(),
    values: ['Dataset', 'Speed-up', 'Done'].map(keyOf).map((key) => {
      const { rows, lists, ends, numbers, names } = fields.column(key, SIZE).now()
      const valuesOf = (list: number) =>
        list === 0 || list >= lists ? [] : [...numbers.subarray(ends[list - 1], ends[list])].map((n) => names[n])
      const sortKey = fields.sortKey(key, SIZE)
      return Array.from({ length: SIZE }, (_, row) => [valuesOf(rows[row]!), sortKey(row)])
    }),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(SIZE - 1), note, fc.boolean()), { maxLength: 30 }), (edits) => {
      const fields = createNoteFields(createColumn)
      const notes = new Map<number, string>()
      for (const [row, text, isAsked] of edits) {
        fields.set(row, text)
        notes.set(row, text)
        if (isAsked) all(fields)
      }
      const fresh = createNoteFields(createColumn)
      for (const [row, text] of [...notes].toReversed()) fresh.set(row, text)
      expect(all(fields)).toEqual(all(fresh))
    }),
  )
})

test('a letter that changes no field, or only another key, leaves what is sorted by a key', () => {
  const fields = createNoteFields(createColumn)
  fields.set(0, 'Dataset: ImageNet\n\nProse')
  const [all, dataset] = [fields.changes(), fields.changesOf(keyOf('Dataset'))]
  fields.set(0, 'Dataset: ImageNet\n\nProse goes on')
  expect(fields.changes()).toBe(all)
  fields.set(0, 'Dataset: ImageNet\nMetric: x\n\nProse goes on')
  expect(fields.changesOf(keyOf('Dataset'))).toBe(dataset)
  expect(fields.changes()).toBeGreaterThan(all)
})

test.each([
  ['imagenet', 'ImageNet-1k', true],
  ['image', 'ImageNet', false],
  ['2.4', '2.4×', true],
  ['2', '2.4×', false],
  ['1500 µs', '1.5 ms', true],
  ['yes', '✓', true],
  ['no', '✓', false],
  ['c++', 'C++', true],
])('%j finds %j: %j', (wanted, value, isFound) => {
  expect(createNoteFields(createColumn).hasValue(wanted)(value)).toBe(isFound)
})
