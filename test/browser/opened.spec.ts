import { expect, test, type Page } from '@playwright/test'
import { serve } from '../support/serve.mjs'
import { count, HYDRA, METIS, openApp, paperOf } from './journey.ts'

const DIST = process.env['DIST'] ?? 'dist'
const BIBTEX = '@article{a, title = {Flash Caches That Forget}, author = {Lovelace, Ada}, year = 2024}\n'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import' })

test('files opened with the installed app are shown, also while it is open', async ({ page }) => {
  await page.addInitScript(() => {
    type Launch = { files: readonly { getFile(): Promise<File> }[] }
    let consumer: ((launch: Launch) => void) | null = null
    const waiting: Launch[] = []
    const launch = (name: string, text: string) => {
      const given: Launch = { files: [{ getFile: () => Promise.resolve(new File([text], name)) }] }
      if (consumer) consumer(given)
      else waiting.push(given)
    }
    const launchQueue = {
      setConsumer(next: (launch: Launch) => void) {
        consumer = next
        for (const launch of waiting.splice(0)) next(launch)
      },
    }
    Object.defineProperty(globalThis, 'launchQueue', { value: launchQueue })
    Object.assign(globalThis, { launch })
    launch('first.bib', '@article{a, title = {Opened Before It Started}, year = 2024}')
  })
  await openApp(page)
  await expect(dialog(page)).toContainText('BibTeX, 1 paper: 1 new')
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('24 papers')
  await page.evaluate((text) => {
    const { launch } = globalThis as unknown as { launch(name: string, text: string): void }
    launch('second.bib', text)
  }, BIBTEX)
  await expect(dialog(page).getByRole('region', { name: 'second.bib' })).toContainText('1 new')
})

test.describe('an item shared with the installed app', () => {
  test.use({ serviceWorkers: 'allow' })
  let site: Awaited<ReturnType<typeof serve>>
  test.beforeEach(async ({ page }) => {
    site = await serve(DIST, { base: '/some/path/' })
    await page.goto(site.url)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  })
  test.afterEach(() => site.close())

  /** What another app does through the system: it posts a form to the URL in the manifest. */
  const share = (page: Page, fields: Readonly<Record<string, string>>, files: readonly (readonly [string, string])[]) =>
    page.evaluate(
      async ([fields, files]) => {
        const { share_target } = (await (await fetch('manifest.webmanifest')).json()) as {
          share_target: { action: string; method: string }
        }
        const form = new FormData()
        for (const [name, value] of Object.entries(fields)) form.append(name, value)
        for (const [name, text] of files) form.append('files', new File([text], name))
        const { action, method } = share_target
        // The system follows the redirect as a navigation, which fetch does not.
        const { type } = await fetch(action, { method, body: form, redirect: 'manual' })
        if (type !== 'opaqueredirect') throw new Error(`answered with ${type}`)
        return new URL('?shared', document.baseURI).href
      },
      [fields, files] as const,
    )

  /** The URLs of shared items that were not taken yet. */
  const waiting = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('offprint-shared-'))
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return kept.flat().map(({ url }) => url)
  }

  test('is shown once, without a server, and leaves nothing in the address', async ({ page }) => {
    await site.close()
    const start = await share(page, {}, [
      ['références.bib', BIBTEX],
      ['more.ris', 'TY  - JOUR\nTI  - Logs All the Way Down\nPY  - 2020\nER  - \n'],
    ])
    expect(await page.evaluate(waiting)).toHaveLength(2)
    await page.goto(start)
    await expect(dialog(page).getByRole('region', { name: 'références.bib' })).toContainText('BibTeX, 1 paper: 1 new')
    await expect(dialog(page).getByRole('region', { name: 'more.ris' })).toContainText('RIS, 1 paper: 1 new')
    await expect(page).toHaveURL(site.url)
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
    await expect(count(page)).toHaveText('25 papers')
    await page.goto(start)
    await expect(count(page)).toHaveText('25 papers')
    await expect(page).toHaveURL(site.url)
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', /Z/)
    // Nothing is left that a page could take.
    expect(await page.evaluate(waiting)).toEqual([])
    await expect(dialog(page)).toHaveCount(0)
  })

  test('waits for the next visit if the app did not run', async ({ page }) => {
    await share(page, {}, [['a.bib', BIBTEX]])
    await share(page, {}, [['b.bib', BIBTEX.replace('Flash', 'Other')]])
    await page.reload()
    await expect(dialog(page).getByRole('region')).toHaveCount(2)
  })

  for (const [what, fields] of [
    ['a link with a title', { title: 'Flash Caches That Forget', url: 'https://example.org/forget' }],
    ['a link as text', { text: 'Flash Caches That Forget https://example.org/forget' }],
  ] as const) {
    test(`may be ${what}, whose paper is added if it is new, and can be undone`, async ({ page }) => {
      await page.goto(await share(page, fields, []))
      const adding = page.getByRole('dialog', { name: 'Add papers' })
      await expect(adding.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Flash Caches That Forget')
      await adding.getByRole('textbox', { name: 'Title', exact: true }).fill('Flash Caches That Forget, Again')
      await adding.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(count(page)).toHaveText('24 papers')
      await expect(paperOf(page, 'Flash Caches That Forget, Again')).toBeVisible()
      await page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).click()
      await expect(count(page)).toHaveText('23 papers')
      await expect(paperOf(page, 'Flash Caches That Forget, Again')).toHaveCount(0)
    })
  }

  test('may be a link to a known paper, by any of its aliases, and opens that paper', async ({ page }) => {
    await page.goto(await share(page, { title: 'x', text: 'http://usenix.org/conference/atc24/presentation/um/' }, []))
    await expect(paperOf(page, METIS)).toBeVisible()
    await expect(page.getByText('Already in your lists')).toBeVisible()
    await expect(dialog(page)).toHaveCount(0)
    await page.goto(await share(page, { title: `${HYDRA} | USENIX`, text: 'https://example.org/a' }, []))
    await expect(paperOf(page, HYDRA)).toBeVisible()
  })

  test('goes to the list of the papers added before, and is found there the next time', async ({ page }) => {
    for (const [title, id] of [
      ['One', '2401.00001'],
      ['Two', '2401.00002'],
    ] as const) {
      await page.goto(await share(page, { title, url: `https://arxiv.org/abs/${id}` }, []))
      await page.getByRole('dialog', { name: 'Add papers' }).getByRole('button', { name: 'Add', exact: true }).click()
      await expect(paperOf(page, title)).toBeVisible()
    }
    await page.goto(await share(page, { text: 'https://arxiv.org/pdf/2401.00001v3' }, []))
    await expect(paperOf(page, 'One')).toBeVisible()
    await page.goto(`${site.url}?q=list:"My papers"`)
    await expect(count(page)).toHaveText('2 of 25 papers')
  })

  test('may be an entry as text', async ({ page }) => {
    await page.goto(await share(page, { title: 'Something', text: BIBTEX }, []))
    const adding = page.getByRole('dialog', { name: 'Add papers' })
    await expect(adding.getByRole('textbox', { name: 'Authors' })).toHaveValue('Ada Lovelace')
    await adding.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('rowheader', { name: 'Flash Caches That Forget' })).toHaveCount(1)
  })
})
