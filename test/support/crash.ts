import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { startProfile } from './profile.ts'
import { createRandom } from './random.ts'
import { editOf, editsBetween, write, type Written } from './writing.ts'

/** Milliseconds between two edits, how many come before the writer waits for "Saved", and milliseconds until the kill. */
export type Pace = {
  readonly pause: readonly [number, number]
  readonly burst: number
  readonly life: readonly [number, number]
}

export type Outcome = {
  readonly rounds: number
  /** Edits of which the page had said "Saved" when its browser was killed. */
  readonly acknowledged: number
  /** What was not as acknowledged after a restart, in words. */
  readonly lost: readonly string[]
  /** Starts at which the second copy gave something back, and of these, how many found the database empty. */
  readonly healed: number
  readonly wiped: number
  /** Times the page said that there is but one copy. */
  readonly oneCopy: number
}

const MOST_EDITS = 20_000
/** A note longer than this is left for the next paper's, as long as there is one. */
const LONG_NOTE = 1500
const PAPERS = 23

/** So many times the rounds at most, where a machine is too slow for a page to say "Saved" before it is killed. */
const PATIENCE = 3

/**
 * Writes in the app at `url` while its browser is killed again and again, and looks each time what is left. Goes on after
 * the last of the rounds until something was acknowledged: without it nothing is proved.
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
    return profile
  }
  /** What is there now, against what was promised in the last round. */
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
      // Never ends well: the browser is killed under it.
      void profile.page.evaluate(write, { edits, title, pauses, burst: pace.burst }).catch(() => {})
      // A machine that is busy with something else needs longer until the first is saved.
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

/** Opens a paper by its place in the list, and reads what is written on it. */
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
