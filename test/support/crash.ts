import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { startProfile } from './profile.ts'
import { createRandom } from './random.ts'
import { editOf, editsBetween, write, type Written } from './writing.ts'

/** Milliseconds between two edits, edits before the writer waits for “Saved”, and milliseconds until the kill. */
export type Pace = {
  readonly pause: readonly [number, number]
  readonly burst: number
  readonly life: readonly [number, number]
}

export type Outcome = {
  readonly rounds: number
  /** Edits for which the page had said “Saved” when its browser was killed. */
  readonly acknowledged: number
  /** What differed after a restart from what was acknowledged, in words. */
  readonly lost: readonly string[]
  /** Starts at which the second copy restored something, and those of them with an empty database. */
  readonly healed: number
  readonly wiped: number
  /** How often the page said that there is only one copy. */
  readonly oneCopy: number
}

const MOST_EDITS = 20_000
/** A longer note ends the edits of its paper, as long as there is another paper. */
const LONG_NOTE = 1500
const PAPERS = 23

/** The most rounds, as a multiple of those asked for, where a slow machine is killed before a page says “Saved”. */
const PATIENCE = 3

/**
 * Writes in the app at `url` while its browser is killed again and again, and compares each time. It goes on after the
 * last round until something was acknowledged, because otherwise nothing is proved.
 */
export async function crash(url: string, rounds: number, pace: Pace, seed: number): Promise<Outcome> {
  const random = createRandom(seed)
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least)
  const folder = mkdtempSync(join(tmpdir(), 'offprint-crash-'))
  const edits = Array.from({ length: MOST_EDITS }, (_, i) => editOf(i + 1))
  const lost: string[] = []
  const finished = new Map<number, Written>()
  let [acknowledged, healed, wiped, oneCopy] = [0, 0, 0, 0]
  let paper = 0
  let before: Written = { note: '', starred: false, status: 'Unread' }
  let promised = 0
  let round = 0

  const start = async () => {
    const profile = await startProfile(folder)
    await profile.page.goto(url)
    await expect(profile.page.getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 })
    // The second copy may have edits that were never acknowledged. They come after the first rows.
    await profile.page.waitForFunction(() => performance.getEntriesByName('copies joined').length > 0)
    return profile
  }
  /** Compares the present state with what was promised in the last round. */
  const inspect = async (page: Page, round: number) => {
    const notices = await page.getByRole('region', { name: 'Notices' }).innerText()
    if (/Restored/.test(notices)) healed += 1
    if (/lost its database/.test(notices)) wiped += 1
    if (/missing|could not be read/.test(notices)) lost.push(`round ${round}: the page says “${notices}”`)
    const found = await read(page, paper)
    const reached = editsBetween(before, found, MOST_EDITS)
    if (reached === null || reached < promised) {
      lost.push(`round ${round}: ${promised} edits were saved, ${reached ?? 'none of the states'} are there`)
    }
    return found
  }

  try {
    while (round < rounds || (acknowledged === 0 && round < PATIENCE * rounds)) {
      round += 1
      const profile = await start()
      before = await inspect(profile.page, round - 1)
      if (before.note.length > LONG_NOTE && paper < PAPERS - 1) {
        finished.set(paper, before)
        paper += 1
        before = await read(profile.page, paper)
      }
      promised = 0
      await profile.page.exposeBinding('acknowledged', (_, edits: number, said: string) => {
        promised = edits
        if (said !== 'Saved') oneCopy += 1
      })
      const title = await titleOf(profile.page, paper)
      const pauses = Array.from({ length: 97 }, () => between(pace.pause))
      // This always rejects, because the browser is killed.
      void profile.page.evaluate(write, { edits, title, pauses, burst: pace.burst }).catch(() => {})
      // A busy machine needs longer until the first edit is saved.
      await wait(between(pace.life) * (acknowledged === 0 ? round : 1))
      await profile.kill()
      acknowledged += promised
    }
    const last = await start()
    await inspect(last.page, round)
    for (const [paper, written] of finished) {
      const found = await read(last.page, paper)
      if (JSON.stringify(found) !== JSON.stringify(written)) lost.push(`at the end: paper ${paper} is not as it was`)
    }
    await last.kill()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { rounds: round, acknowledged, lost, healed, wiped, oneCopy }
}

const titleOf = async (page: Page, paper: number) =>
  (await page.getByRole('rowheader').nth(paper).getAttribute('aria-label'))!

/** Opens a paper by its position in the list, and reads its note and marks. */
async function read(page: Page, paper: number): Promise<Written> {
  await page.getByRole('rowheader').nth(paper).click()
  const region = page.getByRole('region', { name: await titleOf(page, paper), exact: true })
  const status = region.getByRole('button', { name: /^Status: / })
  return {
    note: await region.getByRole('textbox', { name: 'Notes' }).inputValue(),
    starred: (await region.getByRole('button', { name: 'Star' }).getAttribute('aria-pressed')) === 'true',
    status: (await status.getAttribute('aria-label'))!.replace('Status: ', ''),
  }
}
