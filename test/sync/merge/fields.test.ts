import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { conflictingVersions } from '../../../src/model/mark/noteVersions.ts'
import { keyOf } from '../../../src/model/note/field/fieldKey.ts'
import { readFields } from '../../../src/model/note/field/noteField.ts'
import { writeField } from '../../../src/model/note/field/noteFieldEdit.ts'
import { merge3 } from '../../../src/sync/merge/textMerge.ts'
import { cellsOf, connect, createDevice } from '../../support/devices.ts'
import { A } from '../../support/marks.ts'
import { createRandom } from '../../support/random.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const KEYS = ['Dataset', 'Method', 'Speed-up', 'Metric', 'Cite for']
const value = fc.oneof(
  fc.constantFrom('ImageNet', 'ImageNet, LAION', '2.4×', '10×', 'yes', 'high', '✓', '2026-11-29', 'KV cache swapping'),
  fc.stringMatching(/^[a-c0-9]{1,3}(?:[,;]? [a-c0-9]{1,3}){0,3}$/),
)
/** A note with prose, and lines of some of the keys, some of them empty. */
const note = fc
  .tuple(
    fc.constantFrom('', 'Prose before.\n\n', '# Notes\n\n'),
    fc.constantFrom(['', ''], ['- ', ''], ['- **', '**']),
    fc
      .subarray(KEYS, { minLength: 1 })
      .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.option(value, { nil: '' }))))),
    fc.constantFrom('', '\n', '\n\nProse after.'),
  )
  .map(
    ([before, [start, end], fields, after]) =>
      `${before}${fields.map(([key, text]) => `${start}${key}${end}: ${text}`.trimEnd()).join('\n')}${after}`,
  )
const twoKeys = fc.shuffledSubarray(KEYS, { minLength: 2, maxLength: 2 })
const said = (text: string, key: string) => readFields(text).get(keyOf(key))?.text ?? ''

test('edits of two keys of one note by two devices are both kept, whatever the keys and values', () => {
  fc.assert(
    fc.property(note, twoKeys, value, value, (base, [one, other], a, b) => {
      const merged = merge3(base, writeField(base, one!, a), writeField(base, other!, b))
      expect(KEYS.map((key) => said(merged, key))).toEqual(
        KEYS.map((key) => (key === one ? a : key === other ? b : said(base, key))),
      )
    }),
    { numRuns: 500 },
  )
})

test('two devices that were apart fill two keys of one note, and have both', async () => {
  const random = createRandom(1)
  const [here, there] = [createDevice('here', { random }), createDevice('there', { random })]
  const wire = connect([here, there], random)
  here.join()
  there.join()
  await vi.advanceTimersByTimeAsync(500)
  here.edit(A, { note: 'About it.\n\nDataset: YCSB\nMethod:\nSpeed-up: 2×' })
  await vi.advanceTimersByTimeAsync(5000)
  wire.cut(here)
  here.edit(A, { note: writeField(here.note(A), 'Dataset', 'ImageNet') })
  there.edit(A, { note: writeField(there.note(A), 'Speed-up', '10×') })
  await vi.advanceTimersByTimeAsync(3_600_000)
  there.edit(A, { note: writeField(there.note(A), 'Metric', 'latency') })
  here.edit(A, { note: writeField(here.note(A), 'Method', 'swapping') })
  await wire.settle()
  const whole = 'About it.\n\nDataset: ImageNet\nMethod: swapping\nSpeed-up: 10×\nMetric: latency'
  expect([here.note(A), there.note(A)]).toEqual([whole, whole])
  expect(cellsOf(here)).toEqual(cellsOf(there))
  expect(conflictingVersions(here.library.getState().marks.get(A)!)).toEqual([])
})
