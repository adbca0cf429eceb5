import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Thread } from '../../../src/formats/workers/workerCalls.ts'
import { line, openPaper, said, search, startApp, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { listFile } from '../../support/papers.ts'
import { createThread } from '../../support/thread.ts'

prepareApp(() => import('../../../src/ui/paper/Abstract.tsx'))

const list = (papers: readonly unknown[]) => {
  const { name, text } = listFile(papers)
  return { name, bytes: new TextEncoder().encode(text).buffer }
}

const title = (name: string) => within(line(name)).getByRole('rowheader')

const start = (address = '', thread?: Thread) =>
  startApp({
    address,
    ...(thread && { thread }),
    lists: [
      list([
        { title: 'One of kites', abstract: 'Kites rise\nagainst the wind.\n\nNot with it.' },
        { title: 'Two of stones' },
      ]),
    ],
  })

test('the open paper shows its abstract in paragraphs, and the words that were searched', async () => {
  const { user } = await start('q=kites')
  await user.click(title('One of kites'))
  await openPaper('One of kites')
  const region = await screen.findByRole('region', { name: 'Abstract' })
  await waitFor(() => expect(region.textContent).toContain('Kites rise against the wind.\n\nNot with it.'))
  expect(region.querySelector('mark')?.textContent).toBe('Kites')
  expect(within(region).queryByRole('button')).toBeNull()
})

test('a paper without an abstract has no such region', async () => {
  const { user } = await start()
  await user.click(title('Two of stones'))
  await openPaper('Two of stones')
  expect(screen.queryByRole('region', { name: 'Abstract' })).toBeNull()
})

test.each([
  ['in the page', () => undefined],
  ['in a worker', createThread],
])(
  'with the engine %s a word of an abstract finds its paper, and the answer without it does not wait',
  async (_, thread) => {
    const { user, answers } = await start('', thread())
    const totals: (readonly [total: number, looking: boolean])[] = []
    answers.subscribe(({ answer }, before) => {
      if (answer && answer !== before.answer) totals.push([answer.total, answer.looking])
    })
    await user.type(search(), 'o')
    await waitFor(() => expect(said()).toContain('2 papers'))
    await user.clear(search())
    await user.type(search(), 'wind')
    await waitFor(() => expect(said()).toContain('1 of 2 papers'))
    expect(titles()).toEqual(['One of kites'])
    expect(totals).toContainEqual([0, true])
    expect(totals.at(-1)).toEqual([1, false])
  },
)
