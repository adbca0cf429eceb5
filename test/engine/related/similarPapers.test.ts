import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createRecommender } from '../../../src/engine/related/recommender.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { createPageEngine } from '../../../src/engine/host/pageEngine.ts'
import { id, listFile, mark } from '../../support/papers.ts'
import { finish } from '../../support/steps.ts'

const PAPERS = [
  { title: 'Serving with a KV cache' },
  { title: 'Poems of the sea' },
  { title: 'Verified journals' },
  { title: 'Serving on GPUs' },
  { title: 'A KV cache for file systems', highlights: [{ text: 'The *KV caches* of readers are *one*.' }] },
  { title: 'GPUs for file systems' },
  { title: 'Journals on flash' },
  { title: 'Flash for file systems' },
]

function alike(of: string, papers: readonly object[] = PAPERS) {
  const engine = createEngine()
  engine.open([listFile(papers)])
  engine.mark([[id('title:serving on gpus'), mark({ status: 'read' }), 1]])
  return finish(createRecommender(engine).findSimilar(id(of)))
}
const titles = (found: ReturnType<typeof alike>) => found.map(({ paper }) => paper.title)

describe('similar papers', () => {
  test('share the rarest words, come most similar first, and may have any status', () => {
    const found = alike('title:serving with a kv cache')
    expect(titles(found)).toEqual(['A KV cache for file systems', 'Serving on GPUs'])
    expect(found[0]!.words).toEqual(['KV cache'])
  })

  test('are none where no paper is similar enough, or the paper does not exist', () => {
    expect(alike('title:poems of the sea')).toEqual([])
    expect(alike('title:no such paper')).toEqual([])
  })

  test('are five at most, and equal ones keep the order of the lists', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ title: `Caching ${i}` }))
    const others = Array.from({ length: 14 }, (_, i) => ({ title: `Poems ${i}` }))
    expect(titles(alike('title:caching 3', [...others, ...many]))).toEqual([0, 1, 2, 4, 5].map((i) => `Caching ${i}`))
  })
})

test('similar papers are computed once the user has paused', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const engine = createPageEngine()
  const bytes = new TextEncoder().encode(listFile(PAPERS).text)
  const opened = engine.open([{ name: 'x.json', bytes: bytes.buffer }])
  await engine.load(new Map())
  await opened
  const ask = () => void engine.ask({ text: '', sort: [], window: [0, 10], paper: null, find: null, wide: [] })
  ask()
  const found = vi.fn<(papers: unknown) => void>()
  void engine.findSimilar(id('title:serving with a kv cache')).then(found)
  for (let i = 0; i < 5; i += 1) {
    await vi.advanceTimersByTimeAsync(200)
    ask()
    await setImmediate()
  }
  expect(found).not.toHaveBeenCalled()
  for (let i = 0; i < 50; i += 1) {
    await vi.advanceTimersByTimeAsync(100)
    await setImmediate()
  }
  vi.useRealTimers()
  expect(found).toHaveBeenCalledExactlyOnceWith([expect.anything(), expect.anything()])
})
