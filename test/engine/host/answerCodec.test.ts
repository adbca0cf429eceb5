import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Question } from '../../../src/engine/question.ts'
import { createReceiver, createSender } from '../../../src/engine/host/answerCodec.ts'
import { FEW_VALUES } from '../../../src/engine/facets/facetValues.ts'
import { id, listFile, mark } from '../../support/papers.ts'

const question = (more: Partial<Question> = {}): Question => ({
  text: '',
  sort: [],
  window: [0, 1000],
  paper: null,
  find: null,
  wide: [],
  ...more,
})
const papers = (count: number, venue = 'ATC') =>
  Array.from({ length: count }, (_, i) => ({ title: `Paper ${i}`, venue, affiliations: [`Lab ${i % 20}`] }))

/** Both ends of the worker boundary. Messages between them are cloned. */
function start(count: number) {
  const engine = createEngine()
  engine.open([listFile(papers(count))])
  const [send, receive] = [createSender(engine), createReceiver()]
  const sent: number[] = []
  return {
    engine,
    /** The number of papers that were sent with each answer. */
    sent,
    ask(more: Partial<Question> = {}) {
      const message = structuredClone(send(question(more)))
      sent.push(message.heads.length)
      return receive(message)
    },
  }
}

describe('papers of an earlier answer', () => {
  test('are not sent again and stay the same objects, so that components need not render', () => {
    const { ask, sent } = start(30)
    const [first, second] = [ask({ window: [0, 20] }), ask({ window: [10, 30] })]
    expect(sent).toEqual([20, 10])
    expect(second.rows.slice(0, 10).every((row, i) => row === first.rows[i + 10])).toBe(true)
  })

  test('are not sent again when a mark changes', () => {
    const { ask, engine, sent } = start(30)
    ask()
    engine.mark([[id('title:paper 1'), mark({ starred: true }), 1]])
    ask()
    expect(sent).toEqual([30, 0])
  })

  test('are sent again after other lists were opened', () => {
    const { ask, engine } = start(3)
    expect(ask().rows[0]!.venue).toBe('ATC')
    engine.open([listFile(papers(3, 'OSDI'))])
    expect(ask().rows.map(({ venue }) => venue)).toEqual(['OSDI', 'OSDI', 'OSDI'])
  })

  test('are correct even if there are more than both sides remember', () => {
    const { ask, engine, sent } = start(5000)
    for (const window of [
      [0, 5000],
      [4990, 5000],
      [0, 5000],
      [4990, 5000],
    ] as const) {
      expect(ask({ window }).rows).toEqual(engine.answer(question({ window })).rows)
    }
    expect(sent).toEqual([5000, 10, 4990, 10])
  })
})

test('an answer is the same on both sides, whatever was sent before', () => {
  const step = fc.oneof(
    fc.record({
      text: fc.constantFrom('', '1', '2 lab', 'venue:ATC', '-is:starred', 'nothing'),
      from: fc.nat(20),
      by: fc.constantFrom(null, 'affiliation', 'status'),
    }),
    fc.record({ marked: fc.nat(29) }),
    fc.record({ opened: fc.nat(25) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { ask, engine } = start(30)
      const [answers, wanted] = [[] as unknown[], [] as unknown[]]
      for (const one of steps) {
        if ('opened' in one) engine.open([listFile(papers(one.opened))])
        else if ('marked' in one) engine.mark([[id(`title:paper ${one.marked}`), mark({ starred: true }), 1]])
        else {
          const { text, from, by } = one
          const group = by && { by, collapsed: { all: false, but: ['Lab 2'] }, near: 0, head: null }
          const asked = { text, window: [from, from + 10] as const, wide: ['affiliation' as const], group }
          answers.push(ask(asked))
          wanted.push(engine.answer(question(asked)))
        }
      }
      expect(answers).toEqual(wanted)
    }),
  )
})

describe('the encoded values of a facet', () => {
  const labs = (more?: Partial<Question>) => {
    const { ask } = start(40)
    return ask(more).facets.find(({ field }) => field === 'affiliation')!
  }

  test('are the first few, with the number of all', () => {
    expect(labs().values).toHaveLength(FEW_VALUES)
    expect(labs().total).toBe(20)
  })

  test('are all of them where the question asks for all', () => {
    expect(labs({ wide: ['affiliation'] }).values).toHaveLength(20)
  })

  test('include every chosen or excluded value', () => {
    const names = (text: string) => labs({ text }).values.map(({ value }) => value)
    expect(names('aff:"Lab 9"')).toContain('Lab 9')
    expect(names('-aff:"Lab 9"')).toContain('Lab 9')
    expect(names('')).not.toContain('Lab 9')
  })
})
