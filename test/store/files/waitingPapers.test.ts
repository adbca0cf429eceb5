import { expect, test } from 'vitest'
import { complete } from '../../../src/formats/entry/completeEntry.ts'
import { BLANK, toPaper } from '../../../src/formats/entry/entry.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { countWaiting, findWaiting } from '../../../src/store/files/waitingPapers.ts'
import type { Answers } from '../../../src/store/view/answers.ts'

const paper = (title: string, arxiv: string, addedAt: number | null = 1): Paper => ({
  ...toPaper(complete({ ...BLANK, title, arxiv }), 'My papers'),
  addedAt,
})

/** What is known of these papers; `given` is how many were asked for. */
function answersOf(papers: readonly Paper[], lists = ['own:1']) {
  const given: number[] = []
  const answers = {
    opened: { lists: lists.map((id) => ({ id })) },
    papers: async (_: unknown, take: (some: readonly Paper[]) => void) => {
      given.push(papers.length)
      for (const one of papers) take([one])
    },
    count: async () => [papers.filter(({ title }) => title.includes('http')).length],
  } as unknown as Answers
  return { answers, given }
}

test('papers of lists of one’s own that are called by an address wait for a title, and those of other lists do not', async () => {
  const waiting = paper('https://arxiv.org/abs/2403.11111', '2403.11111')
  const { answers } = answersOf([
    waiting,
    paper('Tidewater', '2403.22222'),
    paper('https://arxiv.org/abs/2403.33333', '2403.33333', null),
  ])
  expect(await findWaiting(answers)).toEqual([{ paper: waiting, doi: '10.48550/arXiv.2403.11111' }])
  expect(await countWaiting(answers)).toBe(1)
})

test('where no title is an address, or there is no list of one’s own, no papers are read to count them', async () => {
  const titled = answersOf([paper('Tidewater', '2403.22222')])
  expect([await countWaiting(titled.answers), titled.given]).toEqual([0, []])
  const bundled = answersOf([paper('https://arxiv.org/abs/2403.11111', '2403.11111')], ['atc24'])
  expect([await countWaiting(bundled.answers), bundled.given]).toEqual([0, []])
})
