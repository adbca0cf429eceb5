import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { colourOf } from '../../../src/model/tag/tagColour.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { line, search, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/list/BelowList.tsx'),
    import('../../../src/ui/tags/TagMenu.tsx'),
    import('../../../src/ui/tags/RenameTag.tsx'),
    import('../../../src/ui/tags/TagsDialog.tsx'),
  ]),
)

const METIS = 'url:usenix.org/conference/atc24/presentation/um' as PaperId
/** A paper that no list has any more. */
const GONE = 'title:a paper of long ago' as PaperId

const facet = () => screen.findByRole('group', { name: 'Tag' })
const box = async (name: string) => within(await facet()).findByRole('checkbox', { name })

/** The app with two tagged papers, one of which is in no list. */
async function start(tags: readonly string[], address = '') {
  const app = await startApp({ address })
  const { library } = app
  library.getState().edit([METIS, GONE], { tags })
  const tagsOf = (paper: PaperId) => toMark(library.getState().marks.get(paper)).tags
  const open = async (tag: string, item: string | RegExp) => {
    await app.user.click(within(await facet()).getByRole('button', { name: `Actions for tag ${tag}` }))
    const menu = within(await screen.findByRole('menu', { name: `Tag ${tag}` }))
    await app.user.click(menu.getByRole(/^[A-Z]\w+$/.test(String(item)) ? 'menuitemradio' : 'menuitem', { name: item }))
  }
  return { ...app, tagsOf, open }
}

describe('a tag among the filters', () => {
  test('is renamed also on a paper that is in no list and not shown, after saying on how many', async () => {
    const { user, tagsOf, open } = await start(['kv'], 'q=hydra')
    await user.clear(search())
    await open('kv', 'Rename…')
    const form = await screen.findByRole('textbox', { name: 'New name of kv' })
    const said = () => document.getElementById(form.getAttribute('aria-describedby')!)!.textContent
    expect(said()).toBe('“kv”: 2 papers')
    await user.clear(form)
    await user.type(form, 'key/value')
    expect(said()).toBe('Rename “kv” to “key/value” on 2 papers')
    await user.keyboard('{Enter}')
    expect([METIS, GONE].map(tagsOf)).toEqual([['key/value'], ['key/value']])
    expect(await box('key')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: 'Undo' })[0]!)
    expect([METIS, GONE].map(tagsOf)).toEqual([['kv'], ['kv']])
  })

  test('stays as it is where the new name is empty or the same, or the user cancels', async () => {
    const { user, library, open } = await start(['kv'])
    const steps = () => library.getState().past.length
    const before = steps()
    for (const keys of ['{Enter}', '  {Enter}', 'kv {Enter}', 'other{Escape}']) {
      await open('kv', 'Rename…')
      const form = await screen.findByRole('textbox', { name: 'New name of kv' })
      await waitFor(() => expect(document.activeElement).toBe(form))
      await user.keyboard(keys)
      if (screen.queryByRole('textbox', { name: 'New name of kv' })) await user.keyboard('{Escape}')
    }
    expect(steps()).toBe(before)
  })

  test('is deleted from all papers, as one step of undo', async () => {
    const { user, tagsOf, open } = await start(['kv', 'kv/cache'])
    await open('kv', 'Delete “kv” and 1 tag below it from 2 papers')
    expect([METIS, GONE].map(tagsOf)).toEqual([[], []])
    await user.click(screen.getAllByRole('button', { name: 'Undo' })[0]!)
    expect([METIS, GONE].map(tagsOf)).toEqual([
      ['kv', 'kv/cache'],
      ['kv', 'kv/cache'],
    ])
  })

  test('has a colour that shows in the row, also of the tags below it', async () => {
    const { library, open } = await start(['kv/cache'])
    await open('kv', 'Green')
    expect(colourOf(library.getState().userRecords, 'kv/cache')).toBe('green')
    expect(within(line('Metis')).getByText('kv/cache').dataset['colour']).toBe('green')
  })
})

test('the tags dialog lists the tags of all papers with their counts', async () => {
  const { user, screen: shown } = await start(['b', 'a/c'])
  shown.getState().show('all tags')
  const list = within(await screen.findByRole('dialog', { name: 'Tags' })).getByRole('list', { name: 'All tags' })
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['a2 papers⋯', 'a/c2 papers⋯', 'b2 papers⋯'])
  await user.click(within(list).getByRole('button', { name: 'Actions for tag b' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Delete “b” from 2 papers' }))
  expect(within(list).getAllByRole('listitem')).toHaveLength(2)
})
