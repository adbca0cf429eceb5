import { describe, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Answer } from '../../../src/engine/question.ts'
import { write } from '../../../src/model/mark/mark.ts'
import { NOTHING_KEPT, type KeptMark } from '../../../src/model/mark/cell.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { DEFAULT_VIEW, type View } from '../../../src/model/query/view.ts'
import type { Setting } from '../../../src/storage/browser/localSetting.ts'
import type { Answers } from '../../../src/store/view/answers.ts'
import { saveLastScreen, readLast } from '../../../src/store/view/lastScreen.ts'
import type { Library } from '../../../src/store/library/library.ts'
import type { ViewStore } from '../../../src/store/view/viewStore.ts'
import { createSetting } from '../../support/address.ts'
import { paper } from '../../support/papers.ts'

const AT = createClock('here', () => 1_000_000).tick()
const rows = Array.from({ length: 100 }, (_, i) => paper({ title: `Paper ${i}` }))
const answered = (more: Partial<Answer> = {}): Answer => ({
  revision: 3,
  from: 0,
  lines: rows,
  rows,
  positions: [],
  extent: 100,
  gone: [],
  isOutdated: false,
  total: 100,
  all: 200,
  keys: [],
  facets: [{ field: 'status', values: [], total: 5, shared: [] }],
  paper: { ...rows[0]!, abstractBytes: 0, bibliographyBytes: 0 },
  asked: rows[0]!.id,
  likely: null,
  found: 4,
  instead: [],
  words: [],
  problems: [],
  looking: false,
  ...more,
})
const view = (more: Partial<View> = {}): View => ({ ...DEFAULT_VIEW, ...more })

/** A page that shows an answer to a view, and closes. */
function leave(setting: Setting, { shown = answered(), at = view(), marks = new Map<string, KeptMark>() } = {}) {
  const answers = createStore<Answers>(() => ({ answer: null, opened: null }) as unknown as Answers)
  const viewing = createStore<ViewStore>(() => ({ view: at }) as ViewStore)
  const library = createStore<Library>(() => ({ marks }) as unknown as Library)
  const remember = saveLastScreen(setting, { answers, viewing, library })
  answers.setState({ answer: shown, opened: { papers: 200 } as Answers['opened'] })
  return { remember, viewing, answers }
}

describe('the last screen', () => {
  test('is stored for its view: the first rows, their marks and the counts', () => {
    const setting = createSetting()
    const kept = write(NOTHING_KEPT, { starred: true, note: 'Read it' }, AT)
    leave(setting, { at: view({ text: 'kv' }), marks: new Map([[rows[1]!.id, kept]]) }).remember()
    const last = readLast(setting, view({ text: 'kv', paper: rows[5]!.id }))!
    expect(last.answer).toMatchObject({
      revision: 0,
      from: 0,
      total: 100,
      all: 200,
      facets: [],
      paper: null,
      found: -1,
    })
    expect(last.answer.rows).toEqual(rows.slice(0, 40))
    expect(last.marks).toEqual(new Map([[rows[1]!.id, kept]]))
  })

  test.each([view({ text: 'k' }), view({ sort: [{ by: 'title', descending: false }] })])(
    'is not used for another view',
    (other) => {
      const setting = createSetting()
      leave(setting).remember()
      expect(readLast(setting, other)).toBeNull()
    },
  )

  test('is not stored for a view that was left before its answer came', () => {
    const setting = createSetting()
    const { remember, viewing } = leave(setting)
    viewing.setState({ view: view({ text: 'typed since' }) })
    remember()
    expect(setting.read()).toBeNull()
  })

  test('is the top of the list, also where the user had scrolled down', () => {
    const setting = createSetting()
    const { remember, answers } = leave(setting)
    answers.setState({ answer: answered({ from: 50, rows: rows.slice(50) }) })
    remember()
    expect(readLast(setting, view())!.answer.rows[0]!.title).toBe('Paper 0')
  })

  test('leaves long notes out whole, since a truncated cell would be merged', () => {
    const setting = createSetting()
    const kept = write(write(NOTHING_KEPT, { note: 'x'.repeat(2000) }, AT), { starred: true }, AT)
    leave(setting, {
      marks: new Map([[rows[0]!.id, new Map([...kept, ...write(NOTHING_KEPT, { note: 'x'.repeat(2000) }, AT)])]]),
    }).remember()
    const mark = readLast(setting, view())!.marks.get(rows[0]!.id)!
    expect([...mark.keys()].filter((cell) => cell.startsWith('note:'))).toEqual([])
    expect(mark.get('starred')).toEqual([true, AT])
  })

  test.each(['', 'null', '{', '[]', '{"format":2}', '{"format":1,"question":"[\\"\\",[]]","rows":[]}'])(
    'is empty when the stored text is %j',
    (text) => {
      const setting = createSetting()
      setting.write(text)
      expect(readLast(setting, view())).toBeNull()
    },
  )
})
