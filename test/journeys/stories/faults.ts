import { expect } from 'vitest'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  disappears,
  has,
  HYDRA,
  isSaved,
  METIS,
  noteOf,
  holds,
  openApp,
  saved,
  sees,
  starOf,
  writeNote,
} from '../page/app.ts'

/** Journeys in a browser that lacks a feature or refuses it. */
export const faults: Journeys = {
  'a database that does not open shows an error with what to do': async ({ page, broken }) => {
    const site = await broken(
      `IDBFactory.prototype.open = () => { throw new DOMException('The operation is insecure.', 'SecurityError') }`,
    )
    await page.goto(site.url)
    await appears(page.find('heading', /cannot open its storage/))
    await sees(page.find('alert'), /./)
    await appears(page.find('button', 'Try again'))
    await disappears(page.find('grid'))
  },

  'without a private file system the page reports one copy, and keeps it': async ({ page, broken }) => {
    const site = await broken(
      `globalThis.StorageManager && Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined })`,
    )
    await openApp(page, site.url)
    await starOf(page, HYDRA).click()
    await isSaved(page)
    await expect.poll(() => page.evaluate('document.body.innerText.includes("one copy")')).toBe(true)
    await page.reload()
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
  },

  'a full disk is reported, and the text stays and is saved once there is room': async ({ page, broken }) => {
    const site = await broken(`globalThis.isFull = false; {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...all) {
        if (globalThis.isFull) throw new DOMException('full', 'QuotaExceededError')
        return put.apply(this, all)
      } }`)
    await openApp(page, site.url)
    await page.evaluate('globalThis.isFull = true')
    await writeNote(page, METIS, 'must not be lost')
    await sees(saved(page), /^Not saved: .*no more room/)
    await holds(noteOf(page), 'must not be lost')
    await page.evaluate('globalThis.isFull = false')
    await page.find('button', 'Try again').click()
    await isSaved(page)
    await page.reload()
    await holds(noteOf(page), 'must not be lost')
  },
}
