import { act, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { MY_KEYS } from '../../../src/model/keys/keyBindings.ts'
import { refuseAlways, isFixed } from '../../../src/model/keys/key.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { commands } from '../../../src/ui/commands/commands.ts'
import { focused, leaveApp, line, note, said, search, star, startApp, status } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId
const FIRST = 'Cost-Efficient'

prepareApp(() =>
  Promise.all([
    import('../../../src/widgets/StatusMenu.tsx'),
    import('../../../src/ui/shortcuts/ShortcutsDialog.tsx'),
    import('../../../src/ui/triage/Triage.tsx'),
  ]),
)

const help = () => screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
/** Opens the help and presses keys for the command with this name. */
async function give(user: UserEvent, label: string, keys: string, way = 'Change') {
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
  const dialog = within(await help())
  await user.click(dialog.getByRole('button', { name: `${way}: ${label}` }))
  expect(focused()).toBe(`New key: ${label}`)
  await user.keyboard(keys)
  return dialog
}
const closeHelp = async (user: UserEvent) => user.click(within(await help()).getByRole('button', { name: 'Close' }))
const keysOf = async (label: string) => {
  const row = within(await help())
    .getByText(label)
    .closest('li')!
  return [...row.querySelectorAll('kbd')].map(({ textContent }) => textContent)
}
const NEXT = 'Next paper'
const STAR = 'Star or unstar'

describe('a key binding changes', () => {
  test('in the help, and then the new key works and the old one does not', async () => {
    const { user } = await startApp()
    await give(user, NEXT, 'l')
    expect(await keysOf(NEXT)).toEqual(['l', '↓'])
    await waitFor(() => expect(focused()).toBe(`Change: ${NEXT}`))
    await closeHelp(user)
    await user.keyboard('j')
    expect(line(FIRST).tabIndex).toBe(0)
    expect(focused()).not.toMatch(FIRST)
    await user.keyboard('l')
    await waitFor(() => expect(focused()).toMatch(FIRST))
  })

  test('in one step, which is undone and redone', async () => {
    const { user } = await startApp()
    await give(user, STAR, 'f')
    await closeHelp(user)
    await user.keyboard('jf')
    await waitFor(() => expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('true'))
    await user.keyboard('{Control>}z{/Control}{Control>}z{/Control}fs')
    expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('{Control>}z{/Control}')
    expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('false')
  })

  test('and stays after a reload', async () => {
    const { user, disk } = await startApp()
    await give(user, STAR, '{Shift>}F{/Shift}')
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await leaveApp()
    const again = await startApp({ disk })
    await again.user.keyboard('j{Shift>}F{/Shift}')
    await waitFor(() => expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('true'))
    await again.user.keyboard('fs')
    expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('true')
  })

  test('to several keys, to none, and back to the default', async () => {
    const { user } = await startApp()
    await give(user, NEXT, 'l', 'Add')
    expect(await keysOf(NEXT)).toEqual(['j', 'l', '↓'])
    const dialog = within(await help())
    await user.click(dialog.getByRole('button', { name: `Change: ${NEXT}` }))
    await user.keyboard('{Backspace}')
    expect(await keysOf(NEXT)).toEqual(['↓'])
    await user.click(dialog.getByRole('button', { name: `Reset: ${NEXT}` }))
    expect(await keysOf(NEXT)).toEqual(['j', '↓'])
    expect(dialog.queryByRole('button', { name: /^Reset: / })).toBeNull()
  })

  test('unless the user presses Escape or the focus moves elsewhere', async () => {
    const { user, library } = await startApp()
    const dialog = await give(user, NEXT, '{Escape}')
    expect(await keysOf(NEXT)).toEqual(['j', '↓'])
    await user.click(dialog.getByRole('button', { name: `Change: ${NEXT}` }))
    await user.tab()
    expect(await keysOf(NEXT)).toEqual(['j', '↓'])
    expect(library.getState().past).toEqual([])
  })

  test('back to the default with all others by one button', async () => {
    const { user } = await startApp()
    const dialog = await give(user, NEXT, 'l')
    await user.click(dialog.getByRole('button', { name: `Change: ${STAR}` }))
    await user.keyboard('j')
    expect(await keysOf(STAR)).toEqual(['j'])
    await user.click(dialog.getByRole('button', { name: 'Reset all keys' }))
    expect([await keysOf(NEXT), await keysOf(STAR)]).toEqual([['j', '↓'], ['s']])
    await closeHelp(user)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    expect([await keysOf(NEXT), await keysOf(STAR)]).toEqual([['l', '↓'], ['j']])
  })

  test('in this tab when another tab changes it', async () => {
    const { user, library } = await startApp()
    act(() => library.getState().saveRecords([[MY_KEYS, { star: 'f', 'what-is-to-come': 'g' }]]))
    await user.keyboard('jf')
    await waitFor(() => expect(star(line(FIRST)).getAttribute('aria-pressed')).toBe('true'))
    await give(user, NEXT, 'l')
    expect(library.getState().userRecords.get(MY_KEYS)?.get('what-is-to-come')?.[0]).toBe('g')
  })
})

describe('a key is refused with its reason', () => {
  test.each([
    ['s', 's is “Star or unstar”. Take it from there first.'],
    ['{Control>}t{/Control}', 'Ctrl T is the browser’s.'],
    ['{F5}', 'F5 is the browser’s.'],
    ['{Enter}', 'Enter always opens, and presses what has the keyboard.'],
    ['{ArrowUp}', '↑ always moves.'],
    ['{Alt>}g{/Alt}', 'Alt types signs on some keyboards, and opens menus on others.'],
    ['{Meta>}g{/Meta}', 'The Windows key is the system’s.'],
  ])('%s', async (keys, reason) => {
    const { user, library } = await startApp()
    const dialog = await give(user, NEXT, keys)
    expect(dialog.getByRole('alert').textContent).toBe(reason)
    expect(focused()).toBe(`New key: ${NEXT}`)
    await user.keyboard('l')
    expect(dialog.queryByRole('alert')).toBeNull()
    expect(await keysOf(NEXT)).toEqual(['l', '↓'])
    expect(library.getState().past).toHaveLength(1)
  })

  test('for removing the last key of the help or of the palette', async () => {
    const { user } = await startApp()
    for (const label of ['Keyboard shortcuts', 'Command palette']) {
      const dialog = await give(user, label, '{Backspace}')
      expect(dialog.getByRole('alert').textContent).toBe(`“${label}” needs a key: it is the way to all others.`)
      await user.keyboard('{Escape}')
      await closeHelp(user)
    }
    await user.keyboard('?')
    expect(await help()).toBeTruthy()
  })

  test('for a reset to a key that another command has now', async () => {
    const { user } = await startApp()
    const dialog = await give(user, NEXT, 'l')
    await user.click(dialog.getByRole('button', { name: `Change: ${STAR}` }))
    await user.keyboard('j')
    await user.click(dialog.getByRole('button', { name: `Reset: ${NEXT}` }))
    expect(dialog.getByRole('alert').textContent).toBe(`j is “${STAR}”. Take it from there first.`)
    await user.click(dialog.getByRole('button', { name: `Reset: ${STAR}` }))
    expect(dialog.queryByRole('alert')).toBeNull()
    await user.click(dialog.getByRole('button', { name: `Reset: ${NEXT}` }))
    expect(await keysOf(NEXT)).toEqual(['j', '↓'])
  })

  test('once it is complete, which a modifier, a dead key or a key of an input method is not', async () => {
    const { user, library } = await startApp()
    const dialog = await give(user, NEXT, '{Shift}{Control}{CapsLock}')
    for (const press of [
      { key: 'Dead' },
      { key: 'Process' },
      { key: 'l', isComposing: true },
      { key: 'l', keyCode: 229 },
    ])
      act(() => void document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true })))
    expect(dialog.queryByRole('alert')).toBeNull()
    expect(focused()).toBe(`New key: ${NEXT}`)
    expect(library.getState().past).toEqual([])
  })
})

describe('a changed key is shown', () => {
  test('in tooltips, to assistive technology, in the search box and in the status menu', async () => {
    const { user, library } = await startApp({ address: `paper=${HYDRA_ID}` })
    const undo = screen.getByRole('button', { name: 'Undo' })
    await waitFor(() => expect(undo.title).toBe('Undo (Ctrl Z)'))
    expect(undo.getAttribute('aria-keyshortcuts')).toBe('Control+Z')
    const cells = { undo: 'u', star: 'f', search: 'Mod+e', 'status-read': '', triage: '' }
    act(() => library.getState().saveRecords([[MY_KEYS, cells]]))
    expect(undo.title).toBe('Undo (u)')
    expect(undo.getAttribute('aria-keyshortcuts')).toBe('U')
    expect(screen.getAllByRole('button', { name: 'Triage' })[0]!.title).toBe('Triage: one paper at a time')
    expect(screen.getByText('Ctrl E')).toBeTruthy()
    await user.hover(star(line('HydraRPC')))
    expect(star(line('HydraRPC')).title).toBe(`${STAR} (f)`)
    await user.click(status(line('HydraRPC')))
    const keys = [...(await screen.findByRole('menu')).querySelectorAll('kbd')].map(({ textContent }) => textContent)
    expect(keys).toEqual(['1', '2', '3', '5', 'Alt Home'])
  })

  test('in triage, where the same commands have the same keys', async () => {
    const { user, library } = await startApp()
    act(() => library.getState().saveRecords([[MY_KEYS, { 'status-read': 'r', next: 'l', previous: 'h', star: 'f' }]]))
    await user.keyboard('t')
    const dialog = await screen.findByRole('dialog', { name: 'Triage' })
    const place = () => within(dialog).getAllByRole('status')[0]!.textContent
    await waitFor(() => expect(place()).toBe('1 of 23'))
    expect(within(dialog).getByRole('button', { name: 'Read' }).textContent).toBe('r Read')
    await user.keyboard('r4j')
    expect(place()).toBe('2 of 23')
    await user.keyboard('lhhf')
    expect(place()).toBe('1 of 23')
    expect(star(dialog).getAttribute('aria-pressed')).toBe('true')
    expect(within(dialog).getByRole('button', { name: 'Read' }).getAttribute('aria-pressed')).toBe('true')
  })
})

describe('no key runs a command', () => {
  /** What a key has done: there is a step to undo, or a row is selected. */
  const touched = async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 30)))
    const undo = screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' })
    return [undo, document.querySelector('[role="row"][aria-selected="true"]')].filter(
      (element) => element !== null && !element.matches(':disabled'),
    )
  }
  const ALL = 'jks12345xnoct/?u'
  const own = { palette: 'u Mod+k', close: 'q' }

  test('in a text box, also if the palette and closing have a letter as key', async () => {
    const { user, library } = await startApp({ address: `paper=${HYDRA_ID}` })
    act(() => library.getState().saveRecords([[MY_KEYS, own]]))
    library.setState({ past: [] })
    for (const box of [search(), screen.getByRole('combobox', { name: 'Tags' })]) {
      await user.type(box, `${ALL}q`)
      expect(screen.queryByRole('dialog')).toBeNull()
      expect(screen.getByRole('region', { name: /^HydraRPC/ })).toBeTruthy()
    }
    await user.clear(screen.getByRole('combobox', { name: 'Tags' }))
    expect(await touched()).toEqual([])
    await user.type(note(), `${ALL}q`)
    expect(note().value).toBe(`${ALL}q`)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.each([
    '<select><option>One</option></select>',
    '<div contenteditable="true" tabindex="0"><b>x</b></div>',
    '<input type="date">',
  ])('while %s has the focus', async (html) => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    const place = document.body.appendChild(document.createElement('div'))
    place.innerHTML = html
    ;(place.firstElementChild as HTMLElement).focus()
    await user.keyboard(ALL)
    place.remove()
    expect(await touched()).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('while an input method composes', async () => {
    await startApp({ address: `paper=${HYDRA_ID}` })
    for (const press of [{ isComposing: true }, { keyCode: 229 }])
      act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true, ...press })))
    expect(await touched()).toEqual([])
  })

  test('while a dialog or a menu is open, wherever the focus is', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.keyboard('?')
    await help()
    act(() => (document.activeElement as HTMLElement).blur())
    await user.keyboard('s4x')
    expect(await touched()).toEqual([])
    await closeHelp(user)
    await user.click(status(line('HydraRPC')))
    await screen.findByRole('menu')
    act(() => (document.activeElement as HTMLElement).blur())
    await user.keyboard('sx')
    expect(await touched()).toEqual([])
  })
})

test('every command has usable default keys, and no two have the same', () => {
  const all = commands.flatMap(({ keys }) => keys)
  expect(all.filter((key) => !isFixed(key) && refuseAlways(key, false) !== null)).toEqual([])
  expect(new Set(all).size).toBe(all.length)
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
})
