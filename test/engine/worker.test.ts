import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { printLines } from '../../src/formats/ownList.ts'
import { pack } from '../../src/model/packed.ts'
import { kept } from '../support/marks.ts'
import { id, mark, paper } from '../support/papers.ts'
import type { Reply, Request } from '../../src/engine/messages.ts'
import { until } from '../support/waiting.ts'

let page: { onmessage: ((event: { data: Request }) => void) | null; postMessage(reply: Reply): void }
let replies: Reply[]

beforeEach(async () => {
  replies = []
  // As a page's end of the thread does, which copies what it is given.
  page = { onmessage: null, postMessage: (reply) => void replies.push(structuredClone(reply)) }
  vi.stubGlobal('self', page)
  vi.resetModules()
  await import('../../src/engine/worker.ts')
  say({ kind: 'load', number: 0, marks: pack(new Map()) })
  await answered(1)
  replies = []
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const say = (request: unknown) => page.onmessage!({ data: request as Request })
const answered = (count: number) => until(() => expect(replies).toHaveLength(count))
const byNumber = () => replies.toSorted((a, b) => a.number - b.number)
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer
const question = { text: '', sort: [], window: [0, 10], paper: null, find: null, wide: [] }

test('every request is answered under its number', async () => {
  const list = { id: 'x', title: 'X', venue: 'X', year: 2024, papers: [{ title: 'One' }] }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await answered(1)
  say({ kind: 'mark', number: 2, marks: [] })
  say({ kind: 'ask', number: 3, question })
  await answered(3)
  expect(byNumber()).toMatchObject([
    { kind: 'opened', number: 1, opened: { papers: 1, problems: [] } },
    { kind: 'marked', number: 2 },
    { kind: 'answer', number: 3, answer: { total: 1 } },
  ])
})

test('papers are handed over in parts, and what is asked meanwhile is answered before the last of them', async () => {
  const papers = Array.from({ length: 2500 }, (_, i) => ({ title: `Paper ${i}` }))
  const list = { id: 'x', title: 'X', venue: 'X', year: 2024, papers }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await answered(1)
  say({ kind: 'papers', number: 2, of: 'all' })
  say({ kind: 'ask', number: 3, question })
  await until(() => expect(replies.at(-1)?.kind).toBe('handed'))
  const kinds = replies.map(({ kind }) => kind)
  expect(kinds.indexOf('answer')).toBeLessThan(kinds.lastIndexOf('papers'))
  expect(replies.flatMap((reply) => (reply.kind === 'papers' ? reply.papers.map(({ title }) => title) : []))).toEqual(
    papers.map(({ title }) => title),
  )
  expect(replies.at(-1)).toEqual({ kind: 'handed', number: 2 })
})

test('a request that throws is answered with the reason, and the next one as if nothing had been', async () => {
  say({ kind: 'open', number: 1, files: null })
  say({ kind: 'mark', number: 2, marks: [null] })
  say({ kind: 'ask', number: 3, question: null })
  say({ kind: 'ask', number: 4, question })
  await answered(4)
  expect(byNumber().map(({ kind, number }) => [kind, number])).toEqual([
    ['failed', 1],
    ['failed', 2],
    ['failed', 3],
    ['answer', 4],
  ])
  for (const reply of byNumber().slice(0, 3)) expect(reply).toMatchObject({ reason: expect.stringMatching(/null/) })
})

test('one of the reader’s own lists is answered about in parts, then whole', async () => {
  const papers = Array.from({ length: 600 }, (_, i) => paper({ title: `Paper ${i}`, links: [] }))
  const blob = printLines({ id: 'own', title: 'Own', homepage: null, paperList: null, acceptance: null }, papers)
  say({ kind: 'open', number: 1, files: [{ name: 'Own', blob }] })
  await answered(2)
  expect(replies).toMatchObject([
    { kind: 'opening', number: 1 },
    { kind: 'opened', number: 1, opened: { papers: 600, lists: [{ title: 'Own' }] } },
  ])
})

test('a word that no paper has brings the speller', async () => {
  const list = { id: 'x', title: 'X', papers: [{ title: 'Serving models' }] }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await answered(1)
  say({ kind: 'ask', number: 2, question: { ...question, text: 'serivng' } })
  await answered(2)
  expect(replies[1]).toMatchObject({ answer: { total: 1, instead: [{ word: 'serivng', words: ['serving'] }] } })
})

test('what to read next, and what is like a paper, is worked out while questions are answered', async () => {
  const papers = Array.from({ length: 3000 }, (_, i) => ({
    title: `${i % 2 === 0 ? 'Serving GPUs' : 'File systems'} ${i}`,
  }))
  const list = { id: 'x', title: 'X', papers }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await answered(1)
  const read = [0, 2, 4].map((i) => [id(`title:serving gpus ${i}`), mark({ status: 'read' }), 1])
  say({ kind: 'mark', number: 2, marks: read })
  say({ kind: 'advise', number: 3, wish: { code: false, awarded: false, spread: false, most: 2 } })
  say({ kind: 'alike', number: 4, paper: id('title:file systems 1') })
  say({ kind: 'advise', number: 5, wish: null })
  say({ kind: 'ask', number: 6, question })
  await answered(6)
  // It came last, and was not the last to be answered.
  expect(replies.findIndex(({ number }) => number === 6)).toBeLessThan(5)
  const [, , advised, alike, failed] = byNumber()
  expect(advised).toMatchObject({
    kind: 'advised',
    advice: {
      liked: 3,
      lacks: null,
      papers: [{ paper: { title: 'Serving GPUs 6' } }, { paper: { title: 'Serving GPUs 8' } }],
    },
  })
  expect(alike).toMatchObject({ kind: 'alike', papers: [{ paper: { title: 'File systems 3' } }, {}, {}, {}, {}] })
  expect(failed).toMatchObject({ kind: 'failed', number: 5 })
})

test('lists are done once the marks are there, and a mark that came while they were loaded stays the later one', async () => {
  vi.resetModules()
  await import('../../src/engine/worker.ts')
  const papers = Array.from({ length: 3 }, (_, i) => ({ title: `Paper ${i}` }))
  const list = { id: 'x', title: 'X', papers }
  const ids = papers.map((_, i) => id(`title:paper ${i}`))
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await new Promise((resolve) => setTimeout(resolve, 20))
  // They can be asked about before, as they stand in the lists.
  expect(replies).toEqual([{ kind: 'opening', number: 1 }])
  replies.length = 0
  say({ kind: 'ask', number: 5, question })
  await answered(1)
  expect(replies.pop()).toMatchObject({ number: 5, answer: { total: 3 } })
  say({ kind: 'mark', number: 2, marks: [[ids[0]!, mark({ status: 'skipped' }), 2]] })
  say({ kind: 'load', number: 3, marks: pack(new Map(ids.map((paper) => [paper, kept({ status: 'read' })]))) })
  await answered(3)
  say({ kind: 'ask', number: 4, question: { ...question, text: 'is:read' } })
  await answered(4)
  expect(byNumber()[3]).toMatchObject({ answer: { total: 2 } })
})

test('papers are told by their titles while a question is asked', async () => {
  const list = { id: 'x', title: 'X', papers: [{ title: 'Serving models' }, { title: 'Other' }] }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  await answered(1)
  say({ kind: 'ask', number: 2, question })
  say({ kind: 'name', number: 3, text: 'serv' })
  await answered(3)
  expect(byNumber()[1]).toMatchObject({ answer: { total: 2 } })
  expect(byNumber()[2]).toMatchObject({ kind: 'named', named: { papers: [{ title: 'Serving models' }] } })
})

test('nothing is prepared for later questions while lists are still coming in', async () => {
  vi.resetModules()
  const prepare = vi.fn<() => boolean>(() => false)
  vi.doMock('../../src/engine/engine.ts', async (original) => {
    const { createEngine } = await original<typeof import('../../src/engine/engine.ts')>()
    return { createEngine: () => ({ ...createEngine(), prepare }) }
  })
  await import('../../src/engine/worker.ts')
  vi.doUnmock('../../src/engine/engine.ts')
  const list = { id: 'x', title: 'X', papers: [{ title: 'One' }] }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  say({ kind: 'ask', number: 2, question })
  await answered(2)
  // Longer than the reader has to rest before it begins.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(prepare).not.toHaveBeenCalled()
  say({ kind: 'load', number: 3, marks: pack(new Map()) })
  await until(() => expect(prepare).toHaveBeenCalled())
})
