import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { parseBackup } from '../../src/model/backup/backup.ts'
import { toMark, UNMARKED } from '../../src/model/mark/mark.ts'
import type { KeptMark } from '../../src/model/mark/cell.ts'
import { DELETED, isUserRecord, valueOf } from '../../src/model/mark/userRecord.ts'
import { commands } from '../../src/ui/commands/commands.ts'
import { createRandom } from '../support/random.ts'
import { count, openApp, saved } from './journey.ts'

/** The number of commands, and of those between two ways back to the start. `npm run test:fuzz` runs more. */
const ALL = Number(process.env['COMMANDS'] ?? 150)
const AT_ONCE = 300
const SEED = Number(process.env['SEED'] ?? 20_260_101)

/** Commands that leave the page, or copy the current paper out of it. */
const OUTWARD = new Set(['paper', 'code', 'backup', 'restore', 'copy-title', 'copy-link', 'copy-bibtex', 'copy-cite'])
const keysOf = commands
  .filter(({ id, keys }) => keys.length > 0 && !OUTWARD.has(id))
  .map(({ id, keys }) => ({ id, key: keys[0]! }))
/** Commands that move the focus, some of them after a repaint, and only where they apply. */
const LEADING = new Set([
  'add',
  'edit',
  'print',
  'note',
  'wide',
  'search',
  'save-view',
  'tag',
  'triage',
  'palette',
  'help',
  'statistics',
])
const WORDS = ['cache', 'kv', 'is:unread ', 'gpu', 'note'] as const

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' })

/** The user’s marks and records, as a backup has them. */
async function kept(page: Page): Promise<Readonly<Record<string, unknown>>> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>back up now')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const backup = parseBackup(readFileSync(await download.path(), 'utf8'))
  if (!('marks' in backup)) throw new Error(backup.problem)
  const all = [...backup.marks].map(([id, kept]) => {
    const said = isUserRecord(id) ? sayThing(kept) : toMark(kept)
    return [id, said] as const
  })
  return Object.fromEntries(all.filter(([, said]) => said !== null && !isDeepStrictEqual(said, UNMARKED)))
}

/** The values of a record; null where it is deleted or empty. */
function sayThing(cells: KeptMark) {
  const said = [...cells.keys()]
    .map((cell) => [cell, valueOf(cells, cell)] as const)
    .filter(([, value]) => value !== null)
  return said.length === 0 || valueOf(cells, DELETED) === true ? null : Object.fromEntries(said)
}

/** Where the focus is. */
const keyboardIn = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    if (document.querySelector('dialog[open], [role="menu"]'))
      return activeElement?.matches('input, textarea') ? 'typing above' : 'above'
    if (!activeElement || activeElement === document.body) return 'nowhere'
    if (activeElement.matches('input[type="search"]')) return 'searching'
    return activeElement.matches('input, textarea') ? 'typing' : 'page'
  })

/** Returns to the list from wherever a command has led, sometimes after typing a word there. */
async function comeBack(page: Page, random: () => number) {
  for (let tries = 0; tries < 8; tries += 1) {
    const where = await keyboardIn(page)
    if (where === 'page' || where === 'nowhere') return
    if (where !== 'above' && tries === 0 && random() < 0.6) {
      await page.keyboard.type(WORDS[Math.floor(random() * WORDS.length)]!)
      if (random() < 0.5) await page.keyboard.press('Enter')
    } else if (where === 'searching') {
      // An empty result has no list to return to.
      if (tries > 2) await page.keyboard.press('Control+a')
      await page.keyboard.press(tries > 2 ? 'Backspace' : 'Escape')
      await page.keyboard.press('ArrowDown')
      // The row that gets the focus is painted with one of the next frames.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    } else await page.keyboard.press('Escape')
  }
}

test(`${ALL} random commands by key lose neither the focus nor a mark, and undo leads back to the start`, async ({
  page,
}) => {
  test.setTimeout(120_000 + ALL * 600)
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.context().on('page', (other) => void other.close())
  await openApp(page)
  await expect(undo(page)).toHaveAttribute('title', /Z/)
  const random = createRandom(SEED)
  // Some marks are from an earlier visit, where undo stops.
  for (const key of ['j', '2', 's', 'j', '4']) await page.keyboard.press(key)
  await expect(undo(page)).toBeEnabled()
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await expect(undo(page)).toHaveAttribute('title', /Z/)
  await page.keyboard.press('j')
  const start = await kept(page)
  expect(Object.keys(start)).toHaveLength(2)
  const pressed: string[] = []
  for (let done = 0; done < ALL; done += 1) {
    const { id, key } = keysOf[Math.floor(random() * keysOf.length)]!
    pressed.push(id)
    await page.keyboard.press(key.replace('Mod', 'Control').replace(/^Space$/, ' '))
    if (LEADING.has(id))
      await expect
        .poll(() => keyboardIn(page), { timeout: 1000 })
        .not.toBe('page')
        .catch(() => {})
    await comeBack(page, random)
    // The row that gets the focus may have to be painted first, and so may the note of the last command.
    const lands = async () => {
      if (!['page', 'nowhere'].includes(await keyboardIn(page))) await comeBack(page, () => 1)
      return keyboardIn(page)
    }
    await expect.poll(lands, `after ${pressed.slice(-12).join(', ')}`).toBe('page')
    if ((done + 1) % AT_ONCE !== 0 && done + 1 < ALL) continue
    while (await undo(page).isEnabled()) await page.keyboard.press('Control+z')
    expect(await kept(page), `after ${done + 1} commands`).toEqual(start)
  }
  await expect(saved(page)).toHaveText(/^Saved/)
  expect(problems).toEqual([])
  await page.goto('./?q=')
  await expect(count(page)).toHaveText('23 papers')
})
