import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Advice } from '../../../src/engine/related/recommend.ts'
import { createRecommender } from '../../../src/engine/related/recommender.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import type { RecommendationOptions } from '../../../src/engine/related/recommendationOptions.ts'
import type { Mark } from '../../../src/model/mark/mark.ts'
import { id, listFile, mark } from '../../support/papers.ts'
import { finish } from '../../support/steps.ts'

const CODE = [{ label: 'Code', url: 'https://github.com/example/code' }]
const PAPERS = [
  { title: 'Serving with a KV cache', topics: [['Serving']] },
  { title: 'KV caches on GPUs', topics: [['Serving']] },
  { title: 'Serving models on GPUs', topics: [['Serving']] },
  { title: 'Journals of file systems', topics: [['Storage']] },
  { title: 'Verified file systems', topics: [['Storage']] },
  { title: 'Scheduling GPUs for serving', topics: [['Serving']] },
  { title: 'A KV cache for serving', topics: [['Serving']], links: CODE },
  { title: 'File systems on flash', topics: [['Storage']], awards: ['Best Paper'] },
  { title: 'Journals on flash', topics: [['Storage']], links: CODE },
  { title: 'Flash crowds on GPUs', topics: [['Networks']], awards: ['Best Paper'] },
]
const LIKED = ['serving with a kv cache', 'kv caches on gpus', 'serving models on gpus']
const SKIPPED = ['journals of file systems', 'verified file systems']

type Said = readonly (readonly [title: string, mark: Partial<Mark>])[]

function open(said: Said, papers: readonly object[] = PAPERS) {
  const engine = createEngine()
  engine.open([listFile(papers)])
  engine.mark(said.map(([title, fields]) => [id(`title:${title}`), mark(fields), 1]))
  return engine
}
const read: Said = LIKED.map((title) => [title, { status: 'read' }])
const skipped: Said = SKIPPED.map((title) => [title, { status: 'skipped' }])

const WISH: RecommendationOptions = { code: false, awarded: false, spread: false, most: 10 }
const ask = (engine: Engine, wish: Partial<RecommendationOptions> = {}): Advice =>
  finish(createRecommender(engine).recommend({ ...WISH, ...wish }))
const titles = ({ papers }: Advice) => papers.map(({ paper }) => paper.title)

describe('recommendations', () => {
  test('are unread papers similar to those read, with the shared words as they are written', () => {
    const advice = ask(open([...read, ...skipped]))
    expect(titles(advice)).toEqual(['A KV cache for serving', 'Scheduling GPUs for serving', 'Flash crowds on GPUs'])
    expect(advice).toMatchObject({ liked: 3, skipped: 2, lacks: null })
    expect(advice.papers.map(({ words }) => words)).toEqual([['KV cache', 'serving'], ['serving', 'GPUs'], ['GPUs']])
  })

  test('are computed against the unread papers where none was skipped', () => {
    const advice = ask(open(read))
    expect(titles(advice)).toEqual(['A KV cache for serving', 'Scheduling GPUs for serving', 'Flash crowds on GPUs'])
    expect(advice.skipped).toBe(0)
  })

  test('weigh a star more than a read paper', () => {
    const placeWhere = (fields: Partial<Mark>) => {
      const said: Said = [...read.slice(1), ['verified file systems', { status: 'read', ...fields }]]
      return titles(ask(open(said))).indexOf('File systems on flash')
    }
    expect([placeWhere({}), placeWhere({ starred: true })]).toEqual([3, 1])
  })

  test('use notes and tags too, and return words of them', () => {
    const engine = open([
      ...read,
      ...skipped,
      ['flash crowds on gpus', { note: 'What has it to do with a **KV cache**?', tags: ['serving'] }],
    ])
    const { papers } = ask(engine)
    const { words } = papers.find(({ paper }) => paper.title === 'Flash crowds on GPUs')!
    expect(words).toEqual(expect.arrayContaining(['KV cache', 'serving']))
  })

  test('have code, or an award, on request', () => {
    const engine = open([...read, ...skipped])
    expect(titles(ask(engine, { code: true }))).toEqual(['A KV cache for serving'])
    expect(titles(ask(engine, { awarded: true }))).toEqual(['Flash crowds on GPUs'])
    expect(ask(engine, { code: true, awarded: true })).toMatchObject({ papers: [], lacks: 'match' })
  })

  test('are spread over topics on request', () => {
    const engine = open([
      ...read,
      ['file systems on flash', { starred: true }],
      ['flash crowds on gpus', { status: 'skipped' }],
    ])
    const [first, second] = ['Serving', 'Storage'].map((topic) => ({ topics: [[topic]] }))
    const topicsOf = ({ papers }: Advice) => papers.slice(0, 3).map(({ paper }) => paper.topics[0]![0])
    const list = [
      ...PAPERS,
      { title: 'KV caches for serving', ...first },
      { title: 'Serving by KV caches', ...first },
      { title: 'File systems', ...second },
    ]
    engine.open([listFile(list)])
    expect(topicsOf(ask(engine))).toEqual(['Storage', 'Storage', 'Serving'])
    expect(topicsOf(ask(engine, { spread: true }))).toEqual(['Storage', 'Serving', 'Storage'])
  })

  test('are at most as many as requested', () => {
    expect(titles(ask(open(read), { most: 1 }))).toEqual(['A KV cache for serving'])
    expect(titles(ask(open(read), { most: 1, spread: true }))).toEqual(['A KV cache for serving'])
  })

  test('of equal rank keep the order of the lists', () => {
    const twins = ['B', 'A'].map((name) => ({ title: `${name}: KV cache` }))
    const found = titles(ask(open(read, [...PAPERS, ...twins])))
    expect(found.filter((title) => title.endsWith(': KV cache'))).toEqual(['B: KV cache', 'A: KV cache'])
    const back = titles(ask(open(read, [...PAPERS, ...twins.toReversed()])))
    expect(back.filter((title) => title.endsWith(': KV cache'))).toEqual(['A: KV cache', 'B: KV cache'])
  })

  test('report a lack of marks where too few papers are starred or read', () => {
    const few: Said = [...read.slice(1), ['file systems on flash', { status: 'to-read' }], ...skipped]
    expect(ask(open(few))).toEqual({ papers: [], liked: 2, skipped: 2, lacks: 'marks' })
    expect(ask(open([]))).toMatchObject({ liked: 0, lacks: 'marks' })
    expect(ask(createEngine())).toMatchObject({ lacks: 'marks' })
  })

  test('report that no paper is unread, or that none is similar to those read', () => {
    const all: Said = PAPERS.map(({ title }) => [title.toLowerCase(), { status: 'read' }])
    expect(ask(open(all))).toMatchObject({ papers: [], lacks: 'unread' })
    const others = [...PAPERS.slice(0, 5), { title: 'Poems' }, { title: 'More poems' }]
    expect(ask(open([...read, ...skipped], others))).toMatchObject({ papers: [], lacks: 'match' })
  })

  test('follow new marks and new papers', () => {
    const engine = open([...read, ...skipped])
    const recommender = createRecommender(engine)
    const now = () => titles(finish(recommender.recommend(WISH)))
    expect(now()[0]).toBe('A KV cache for serving')
    engine.mark([[id('title:a kv cache for serving'), mark({ status: 'to-read' }), 2]])
    expect(now()[0]).toBe('Scheduling GPUs for serving')
    engine.open([listFile([...PAPERS, { title: 'KV cache serving on GPUs' }])])
    expect(now()[0]).toBe('KV cache serving on GPUs')
  })

  test('start again when papers change meanwhile, and two requests share the work', () => {
    const engine = open([...read, ...skipped])
    const recommender = createRecommender(engine)
    const [first, second] = [recommender.recommend(WISH), recommender.recommend({ ...WISH, code: true })]
    first.next()
    second.next()
    engine.open([listFile([...PAPERS, { title: 'KV cache serving on GPUs', links: CODE }])])
    first.next()
    second.next()
    recommender.forget()
    expect(titles(finish(first))[0]).toBe('KV cache serving on GPUs')
    expect(titles(finish(second))[0]).toBe('KV cache serving on GPUs')
  })
})

test('recommended papers are unread and distinct, have words of their own text, and do not vary', () => {
  const word = fc.constantFrom('GPU', 'cache', 'files', 'flash', '分布式', 'the', 'journal')
  const fields = fc.record({
    status: fc.constantFrom('unread', 'to-read', 'reading', 'read', 'skipped'),
    starred: fc.boolean(),
  })
  const papers = fc.array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fields), { maxLength: 25 })
  fc.assert(
    fc.property(papers, fc.boolean(), (papers, spread) => {
      const list = papers.map(([words], i) => ({ title: `${words.join(' ')} ${i}`, topics: [[words[0]!]] }))
      const said: Said = papers.map(([, fields], i) => [list[i]!.title.toLowerCase(), fields])
      const engine = open(said, list)
      const advice = ask(engine, { spread })
      expect(ask(engine, { spread })).toEqual(advice)
      const unread = list.filter((_, i) => papers[i]![1].status === 'unread' && !papers[i]![1].starred)
      expect(new Set(titles(advice)).size).toBe(advice.papers.length)
      for (const { paper, words } of advice.papers) {
        expect(unread.map(({ title }) => title)).toContain(paper.title)
        expect(words).not.toEqual([])
        for (const said of words) expect(`${paper.title} ${paper.topics.join()}`).toContain(said)
      }
    }),
  )
})
