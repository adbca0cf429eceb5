import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildLater } from '../../support/builds.ts'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  count,
  dialogOf,
  has,
  holds,
  HYDRA,
  importFiles,
  isSaved,
  METIS,
  noteOf,
  openApp,
  runCommand,
  saved,
  sees,
  starOf,
  titleOf,
  writeNote,
} from '../page/app.ts'
import { pageOf, type Page } from '../page/page.ts'

/** The features of each engine, as in the README’s table of browsers. */
const FEATURES = {
  chromium: { secondCopy: true, keptFile: true, folders: true },
  firefox: { secondCopy: true, keptFile: false, folders: false },
  webkit: { secondCopy: false, keptFile: false, folders: false },
} as const

async function switchOn(page: Page) {
  await runCommand(page, 'sync')
  await dialogOf(page, 'Sync').find('button', 'Switch on').click()
}

/** Journeys in which data must survive something, or reach another device. */
export const keeping: Journeys = {
  'saved edits are there after the browser was killed and restarted': async ({ engine, site, atEnd }) => {
    const profile = mkdtempSync(join(tmpdir(), 'offprint-profile-'))
    atEnd(() => rmSync(profile, { recursive: true, force: true }))
    const first = await engine.start(profile)
    const page = pageOf(await first.open())
    await openApp(page, site.url)
    await starOf(page, METIS).click()
    await writeNote(page, HYDRA, 'must outlive the browser')
    await isSaved(page)
    await first.kill()
    const second = await engine.start(profile)
    atEnd(() => second.close())
    const again = pageOf(await second.open())
    await openApp(again, site.url)
    await has(starOf(again, METIS), 'aria-pressed', 'true')
    await titleOf(again, HYDRA).click()
    await holds(noteOf(again), 'must outlive the browser')
  },

  'a backup is downloaded as a file, and brings everything to another device': async ({
    page,
    site,
    tab,
    elsewhere,
    download,
  }) => {
    await openApp(page, site.url)
    await starOf(page, METIS).click()
    await writeNote(page, HYDRA, 'goes along')
    await isSaved(page)
    await page.find('button', 'Export').click()
    const backup = await download(() => page.find('menuitem', 'JSON backup').click())
    expect(backup.name).toMatch(/^offprint-backup-\d{4}-\d\d-\d\d\.json$/)
    expect(backup.bytes.toString()).toContain('goes along')
    const there = await tab()
    await openApp(there, (await elsewhere()).url)
    await importFiles(there, backup.path)
    await sees(dialogOf(there, 'Import'), /2 new, 0 newer, 0 same, 0 older/)
    await dialogOf(there, 'Import').find('button', 'Add').click()
    await has(starOf(there, METIS), 'aria-pressed', 'true')
    await isSaved(there)
    await there.reload()
    await has(starOf(there, METIS), 'aria-pressed', 'true')
    await titleOf(there, HYDRA).click()
    await holds(noteOf(there), 'goes along')
  },

  'edits sync to another device by a file that is saved here and loaded there': async ({
    page,
    tab,
    broken,
    download,
  }) => {
    // As where there is no folder picker, which a test cannot answer.
    const withoutFolders = 'delete globalThis.showDirectoryPicker'
    await openApp(page, (await broken(withoutFolders)).url)
    await writeNote(page, HYDRA, 'By hand.')
    await isSaved(page)
    await switchOn(page)
    const file = await download(() => dialogOf(page, 'Sync').find('button', 'Save changes').click())
    expect(file.name).toMatch(/\.offprint$/)
    const there = await tab()
    await openApp(there, (await broken(withoutFolders)).url)
    await switchOn(there)
    await appears(dialogOf(there, 'Sync').find('button', 'Save changes'))
    await there.choose('input[accept=".offprint"]', [file.path])
    await dialogOf(there, 'Sync').find('button', 'Close').click()
    await titleOf(there, HYDRA).click()
    await holds(noteOf(there), 'By hand.')
  },

  'an older tab beside a newer version says that it cannot save, and the newer one loses nothing': async ({
    page,
    tab,
    broken,
    atEnd,
  }) => {
    const later = mkdtempSync(join(tmpdir(), 'offprint-later-'))
    atEnd(() => rmSync(later, { recursive: true }))
    // Without a service worker, which would keep serving the current version.
    const [, site] = await Promise.all([buildLater(later), broken('')])
    await openApp(page, site.url)
    await writeNote(page, HYDRA, 'from the earlier one')
    await isSaved(page)
    await site.release(later)
    const there = await tab()
    await openApp(there, site.url)
    await starOf(there, METIS).click()
    await isSaved(there)
    await page.show()
    await noteOf(page).write('from the earlier one, and after')
    await sees(saved(page), /^Not saved: a newer version of Offprint/)
    await holds(noteOf(page), 'from the earlier one, and after')
    await page.reload()
    await sees(count(page), '23 papers')
    await isSaved(page)
    await has(starOf(page, METIS), 'aria-pressed', 'true')
    await expect.poll(noteOf(page).value).toMatch(/^from the earlier one/)
  },

  'the browser has the features of the README’s table, and the page reports where it has one copy': async ({
    engine,
    page,
    site,
  }) => {
    await openApp(page, site.url)
    const features = await page.evaluate(`({
      secondCopy: typeof navigator.storage?.getDirectory === 'function',
      keptFile: 'showSaveFilePicker' in globalThis,
      folders: 'showDirectoryPicker' in globalThis,
    })`)
    expect(features).toEqual(FEATURES[engine.name])
    await starOf(page, METIS).click()
    await isSaved(page)
    const saysOneCopy = () => page.evaluate('document.body.innerText.includes("one copy")')
    await expect.poll(saysOneCopy).toBe(!FEATURES[engine.name].secondCopy)
  },

  'the recovery page lists and downloads what the browser stores': async ({ page, site, download }) => {
    await openApp(page, site.url)
    await writeNote(page, HYDRA, 'kept for the worst')
    await isSaved(page)
    await page.goto(`${site.url}recover.html`)
    const database = page.find('region', /^Database/)
    await sees(database, /Marks of 1 paper/)
    const { bytes } = await download(() => database.find('button', 'Download unchanged').click())
    expect(bytes.toString()).toContain('kept for the worst')
  },
}
