import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reply, Request } from '../../src/engine/worker.ts'

let page: { onmessage: ((event: { data: Request }) => void) | null; postMessage(reply: Reply): void }
let replies: Reply[]

beforeEach(async () => {
  replies = []
  // As a page's end of the thread does, which copies what it is given.
  page = { onmessage: null, postMessage: (reply) => void replies.push(structuredClone(reply)) }
  vi.stubGlobal('self', page)
  vi.resetModules()
  await import('../../src/engine/worker.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const say = (request: unknown) => page.onmessage!({ data: request as Request })
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer
const question = { text: '', sort: [], window: [0, 10], paper: null, find: null }

test('every request is answered under its number', () => {
  const list = { id: 'x', title: 'X', venue: 'X', year: 2024, papers: [{ title: 'One' }] }
  say({ kind: 'open', number: 1, files: [{ name: 'x.json', bytes: bytesOf(JSON.stringify(list)) }] })
  say({ kind: 'mark', number: 2, marks: [] })
  say({ kind: 'ask', number: 3, question })
  expect(replies).toMatchObject([
    { kind: 'opened', number: 1, opened: { papers: 1, problems: [] } },
    { kind: 'marked', number: 2 },
    { kind: 'answer', number: 3, answer: { total: 1 } },
  ])
})

test('a request that throws is answered with the reason, and the next one as if nothing had been', () => {
  say({ kind: 'open', number: 1, files: null })
  say({ kind: 'mark', number: 2, marks: [null] })
  say({ kind: 'ask', number: 3, question: null })
  say({ kind: 'ask', number: 4, question })
  expect(replies.map(({ kind, number }) => [kind, number])).toEqual([
    ['failed', 1],
    ['failed', 2],
    ['failed', 3],
    ['answer', 4],
  ])
  for (const reply of replies.slice(0, 3)) expect(reply).toMatchObject({ reason: expect.stringMatching(/null/) })
})
