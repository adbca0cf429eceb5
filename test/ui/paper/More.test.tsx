import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { line, openPaper, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { listFile } from '../../support/papers.ts'

prepareApp(() => import('../../../src/ui/paper/More.tsx'))

const list = (papers: readonly unknown[]) => {
  const { name, text } = listFile(papers)
  return { name, bytes: new TextEncoder().encode(text).buffer }
}
const fields = { isbn: '978-3', keywords: ['one', 'two'], issued: { 'date-parts': [[2020]] } }
const bibliography = { format: 'csl', key: 'knuth84', type: 'book', fields }

test('the open paper shows the entry that it came from, once it is unfolded', async () => {
  const { user } = await startApp({ lists: [list([{ title: 'One', bibliography }, { title: 'Two' }])] })
  await user.click(within(line('One')).getByRole('rowheader'))
  const paper = await openPaper('One')
  const more = await within(paper).findByText('More')
  expect(within(paper).queryByText('knuth84')).toBeNull()
  await user.click(more)
  await screen.findByText('knuth84')
  const terms = within(paper)
    .getAllByRole('term')
    .map(({ textContent }) => textContent)
  const values = within(paper)
    .getAllByRole('definition')
    .map(({ textContent }) => textContent)
  expect(terms).toEqual(['Citation key', 'Type', 'isbn', 'keywords', 'issued'])
  expect(values).toEqual(['knuth84', 'book', '978-3', 'one\ntwo', '{"date-parts":[[2020]]}'])
})

test('a paper that came from no bibliography has no such part', async () => {
  const { user } = await startApp({ lists: [list([{ title: 'One', bibliography }, { title: 'Two' }])] })
  await user.click(within(line('Two')).getByRole('rowheader'))
  expect(within(await openPaper('Two')).queryByText('More')).toBeNull()
})
