import { expect, test } from 'vitest'
import { readAsked } from '../../src/engine/asking.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { readLines, readOwnLists } from '../../src/engine/stream.ts'
import { paper } from '../support/papers.ts'

const head = { id: 'mine', title: 'Mine', homepage: null, paperList: null, acceptance: null }
const blobOf = (lines: readonly unknown[]) =>
  new Blob([lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')])
const papersOf = (count: number) => Array.from({ length: count }, (_, i) => paper({ title: `Paper ${i} 论文` }))

async function read(blob: Blob) {
  const parts = []
  for await (const part of readLines('Mine', blob)) parts.push(part)
  return {
    head: parts.find((part) => part.head)?.head,
    titles: parts.flatMap(({ papers }) => papers.map(({ title }) => title)),
    problems: parts.flatMap(({ problems }) => problems),
  }
}

test('a list of one paper a line is read whole, wherever its bytes are parted', async () => {
  const papers = papersOf(3000)
  const { head: found, titles, problems } = await read(blobOf([head, ...papers, '']))
  expect(found).toEqual(head)
  expect(titles).toEqual(papers.map(({ title }) => title))
  expect(problems).toEqual([])
})

test('a line that cannot be read is named, and the others are there', async () => {
  const { titles, problems } = await read(
    blobOf([head, paper({ title: 'One' }), '{"title": "Tw', 'null', paper({ title: 'Three' })]),
  )
  expect(titles).toEqual(['One', 'Three'])
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'Mine: line 3 of what is kept of it cannot be read',
    'Mine: line 4 of what is kept of it cannot be read',
  ])
})

test('the first papers can be asked about before the last have come', async () => {
  const engine = createEngine(readAsked)
  engine.begin()
  const parts: [number, number][] = []
  const ask = () => engine.answer({ text: '', sort: [], window: [0, 50], paper: null, find: null, wide: [] })
  await readOwnLists(engine, [{ name: 'Mine', blob: blobOf([head, ...papersOf(2000)]) }], (papers) =>
    parts.push([papers, ask().rows.length]),
  )
  expect(parts).toHaveLength(1)
  expect(parts[0]![0]).toBeLessThan(2000)
  expect(parts[0]![1]).toBe(50)
  expect(engine.finish()).toMatchObject({ papers: 2000, lists: [head], problems: [] })
})
