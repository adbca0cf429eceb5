import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isKey, keyOf } from '../../../../src/model/note/field/fieldKey.ts'
import { readFields, splitValues } from '../../../../src/model/note/field/noteField.ts'
import { renameField, writeField } from '../../../../src/model/note/field/noteFieldEdit.ts'

const texts = (note: string) =>
  Object.fromEntries([...readFields(note).values()].map(({ label, text }) => [label, text]))

test('lines with a key are fields, plain, in list items, bold, and in the reading template', () => {
  const note = [
    'Dataset: ImageNet, LAION',
    '- Speed-up: 2.4×',
    '* **Priority**: high',
    '1. **Cite for:** KV cache swapping',
    '  - [x] Artifact: runs',
    '- **Context**, what it builds on: paging',
    '数据集：ImageNet',
    '__Metric__:',
    'Hardware (GPU):  A100  ',
  ].join('\n')
  expect(texts(note)).toEqual({
    Dataset: 'ImageNet, LAION',
    'Speed-up': '2.4×',
    Priority: 'high',
    'Cite for': 'KV cache swapping',
    Artifact: 'runs',
    Context: 'paging',
    数据集: 'ImageNet',
    Metric: '',
    'Hardware (GPU)': 'A100',
  })
})

test('sentences, addresses, times, headings, quotes, code and formulas are no fields', () => {
  const note = [
    'https://example.org/a: b',
    'We meet at 12:30 today',
    '12: noon',
    'As the authors say themselves: it is slow',
    'However, in practice: no',
    'e.g.: this',
    'std::vector<int> x',
    '# Results: none',
    '> Quoted: words',
    '[1]: https://example.org',
    '[[Paper]]: see there',
    '| A: 1 | b |',
    '',
    '    Indented: code',
    '```',
    'Fenced: code',
    '```',
    '$$',
    'x: y',
    '$$',
    '这是一个很长的句子它在冒号之前没有任何空格：对',
  ].join('\n')
  expect(texts(note)).toEqual({})
})

test('a key is one whatever its case, blanks and hyphens, and its lines are joined', () => {
  expect(texts('Speed-up: 2×\nspeed up: 3×\n\nSpeedup: ')).toEqual({ 'Speed-up': '2×; 3×' })
  expect(keyOf('Cite  for')).toBe(keyOf('cite-for'))
})

test('values are parted by commas and semicolons, but not within numbers, brackets, code and links', () => {
  expect(splitValues('ImageNet, LAION; C4')).toEqual(['ImageNet', 'LAION', 'C4'])
  expect(splitValues('1,024 GPUs, 2,5 h')).toEqual(['1,024 GPUs', '2,5 h'])
  expect(splitValues('A100 (40 GB, SXM), `a, b`, [a, b](https://e.org), **bold**')).toEqual(
    ['A100 (40 GB, SXM)', 'a, b', 'a, b', 'bold'].filter((value, i, all) => all.indexOf(value) === i),
  )
  expect(splitValues(' , ;')).toEqual([])
})

test('a field is written where it stands, after the other fields, or at the end', () => {
  expect(writeField('Intro\n\n- **Metric**: BLEU  \nmore', 'metric', 'F1')).toBe('Intro\n\n- **Metric**: F1  \nmore')
  expect(writeField('Metric:', 'Metric', 'F1')).toBe('Metric: F1')
  expect(writeField('Metric: F1', 'Metric', '')).toBe('Metric: ')
  expect(writeField('- **A**: 1\n- **B**: 2\n\nText', 'C d', '3')).toBe('- **A**: 1\n- **B**: 2\n- **C d**: 3\n\nText')
  expect(writeField('1. A: 1\r\nText', 'B', '2')).toBe('1. A: 1\r\n2. B: 2\r\nText')
  expect(writeField('Some words', 'A', '1')).toBe('Some words\n\nA: 1')
  expect(writeField('', 'A', '1')).toBe('A: 1')
  expect(writeField('words', 'A', '')).toBe('words')
  expect(writeField('```\ncode', 'A', '1')).toBe('A: 1\n\n```\ncode')
})

test('a key gets another name in all its lines, and merges with a key of that name', () => {
  const note = '- **Data set**: a\n- Metric: b\n\ndataset: c'
  expect(renameField(note, keyOf('Dataset'), 'Corpus')).toBe('- **Corpus**: a\n- Metric: b\n\nCorpus: c')
  expect(texts(renameField(note, keyOf('metric'), 'Dataset'))).toEqual({ 'Data set': 'a; b; c' })
})

const label = fc.constantFrom('Dataset', 'Speed-up', 'Cite for', 'metric', 'Zahl der Läufe', '数据集', 'C++')
const value = fc.oneof(
  fc.constantFrom('', 'a, b; c', '$$', '```', '- x', '> y', 'Key: z', 'http://e.org: x', '**b**', '1,024 GB'),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '- ', '  * ', '2. ', '> ', '    ', '- [ ] ', '\t'),
      fc.constantFrom('', '**', '__', '*'),
      label,
      value,
    )
    .map(([begin, bold, key, text]) => `${begin}${bold}${key}${bold}: ${text.replace(/\s+/g, ' ')}`),
  fc.constantFrom(
    '',
    '```',
    '~~~',
    '$$',
    '$$ x $$',
    '# H: x',
    'Some words: and more of them, too',
    '    code',
    '---',
    '- item',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const note = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))

const trimmed = (text: string) => text.replace(/\s+/g, ' ').trim()

test('a field reads as it was written, and all else of the note stays as it was', () => {
  fc.assert(
    fc.property(note, label, value, (before, key, text) => {
      const after = writeField(before, key, text)
      const [old, now] = [readFields(before), readFields(after)]
      expect(now.get(keyOf(key))?.text ?? '').toBe(trimmed(text))
      const others = (fields: typeof now) => [...fields].filter(([other]) => other !== keyOf(key))
      expect(others(now)).toEqual(others(old))
      expect(writeField(after, key, text)).toBe(after)
      // Lines without the key are the same, in the same order.
      const rest = (of: string) =>
        of.split('\n').filter((one) => one.trim() !== '' && !readFields(one.trim()).has(keyOf(key)))
      expect(rest(after)).toEqual(rest(before))
    }),
    { numRuns: 2000 },
  )
})

test('writing back every field of any note changes nothing', () => {
  fc.assert(
    fc.property(note, (before) => {
      for (const { label, text } of readFields(before).values()) expect(writeField(before, label, text)).toBe(before)
    }),
  )
})

test('any key that a note can have is a key, and its fields move with another name', () => {
  fc.assert(
    fc.property(note, label, (before, to) => {
      for (const [key, { label }] of readFields(before)) {
        expect(isKey(label)).toBe(true)
        const after = readFields(renameField(before, key, to))
        expect([after.has(keyOf(to)), after.has(key)]).toEqual([true, key === keyOf(to)])
      }
    }),
  )
})
