import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Papers } from '../../../src/engine/question.ts'
import { toMarked } from '../../../src/engine/index/indexedMark.ts'
import type { PaperFacts } from '../../../src/model/paper/paper.ts'
import { findLinked } from '../../../src/store/view/linkedPapers.ts'
import { id, kept, listFile } from '../../support/papers.ts'

function openPapers(papers: readonly unknown[]) {
  const engine = createEngine()
  engine.open([listFile(papers)])
  const asked: Papers[] = []
  const find = async (...names: readonly string[]) => {
    const found = await findLinked(names.map(id), async (of, take: (papers: readonly PaperFacts[]) => void) => {
      asked.push(of)
      await Promise.resolve()
      for (const some of engine.papers(of)) take(some)
    })
    return [...found].map(([name, paper]) => [name, paper?.id ?? null])
  }
  return { engine, asked, find }
}

test('a link finds its paper by any alias, and an unknown link finds null', async () => {
  const { find } = openPapers([{ title: 'One', doi: '10.1/one' }, { title: 'Two' }])
  expect(await find('title:two', 'doi:10.1/one', 'title:one', 'title:three')).toEqual([
    ['title:two', 'title:two'],
    ['doi:10.1/one', 'doi:10.1/one'],
    ['title:one', 'doi:10.1/one'],
    ['title:three', null],
  ])
})

test('two papers with one title are each found by their DOI', async () => {
  const { find } = openPapers([
    { title: 'Same', doi: '10.1/a' },
    { title: 'Same', doi: '10.1/b' },
  ])
  expect(await find('doi:10.1/b', 'doi:10.1/a')).toEqual([
    ['doi:10.1/b', 'doi:10.1/b'],
    ['doi:10.1/a', 'doi:10.1/a'],
  ])
})

test('an alias that only a mark remembers finds the paper of that mark', async () => {
  const { engine, find } = openPapers([
    { title: 'The new title', doi: '10.1/one' },
    { title: 'Another', doi: '10.1/two' },
  ])
  const remembers = (of: string, title: string) => toMarked(id(of), kept({ [`alias:title:${title}`]: [true, 1] }))
  engine.mark([remembers('doi:10.1/one', 'the old one'), remembers('doi:10.1/two', 'some other')])
  expect(await find('title:some other', 'title:the old one', 'title:nothing')).toEqual([
    ['title:some other', 'doi:10.1/two'],
    ['title:the old one', 'doi:10.1/one'],
    ['title:nothing', null],
  ])
})

test('no links ask no question', async () => {
  const { asked, find } = openPapers([])
  expect(await find()).toEqual([])
  expect(asked).toEqual([])
})
