import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { attacks } from '../support/attacks.ts'
import { serve } from '../support/serve.mjs'
import { chooseFiles, count, METIS, openApp, paperOf, titleOf } from './journey.ts'

test.use({ serviceWorkers: 'block' })

const METIS_LINK = 'https://www.usenix.org/conference/atc24/presentation/um'
const ATTENTION = 'Attention Is All You Need'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add papers' })
const box = (page: Page) => dialog(page).getByRole('textbox', { name: 'Paste or type a DOI, link, entry or title' })
const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true })
const add = (page: Page) => dialog(page).getByRole('button', { name: 'Add', exact: true })
const toast = (page: Page) => page.locator('[data-toast]')

/** Pastes a text where no text box has the focus. */
const paste = (page: Page, text: string) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)

test('the button, the key and the palette open the same dialog, with the text box ready', async ({ page }) => {
  await openApp(page)
  const close = async () => {
    await expect(box(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await close()
  await page.keyboard.press('a')
  await close()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('add papers')
  await page.keyboard.press('Enter')
  await close()
})

test('letters typed right after the key go into the text box', async ({ page }) => {
  await openApp(page)
  await page.keyboard.type('aOn Locks')
  await expect(box(page)).toHaveValue('On Locks')
  await expect(field(page, 'Title')).toHaveValue('On Locks')
})

test('a DOI is a link, an arXiv id a link, year and venue, and a typed title a title', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('a')
  await box(page).fill('doi:10.1145/3600006.3613165.')
  await expect(field(page, 'DOI')).toHaveValue('10.1145/3600006.3613165')
  await expect(field(page, 'Link')).toHaveValue('https://doi.org/10.1145/3600006.3613165')
  await box(page).fill('arXiv:1706.03762v5')
  await expect(field(page, 'DOI')).toHaveValue('')
  await expect(field(page, 'Link')).toHaveValue('https://arxiv.org/abs/1706.03762')
  await expect(field(page, 'Year')).toHaveValue('2017')
  await expect(field(page, 'Venue')).toHaveValue('arXiv')
  await box(page).fill(ATTENTION)
  await expect(field(page, 'Title')).toHaveValue(ATTENTION)
  await expect(field(page, 'Year')).toHaveValue('')
})

test('what was written in the form stays when the text changes, and is added', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('a')
  await field(page, 'Title').fill(ATTENTION)
  await field(page, 'Authors').fill('Vaswani, Ashish; Shazeer, Noam')
  await box(page).fill('1706.03762')
  await expect(field(page, 'Title')).toHaveValue(ATTENTION)
  await expect(field(page, 'Year')).toHaveValue('2017')
  await add(page).click()
  await expect(paperOf(page, ATTENTION)).toContainText('Ashish Vaswani')
  await expect(count(page)).toHaveText('24 papers')
})

test('an added paper is open, in the list “My papers”, and one Undo takes it out', async ({ page }) => {
  await openApp(page)
  await paste(page, `${ATTENTION} https://arxiv.org/abs/1706.03762`)
  await expect(field(page, 'Title')).toHaveValue(ATTENTION)
  await page.keyboard.press('Enter')
  await expect(paperOf(page, ATTENTION)).toBeVisible()
  await expect(toast(page)).toContainText('Added to “My papers”')
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await expect(paperOf(page, ATTENTION)).toHaveCount(0)
  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
})

test('papers go to a new list with any name, then to the list of last time', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('a')
  await box(page).fill('On Locks')
  await dialog(page).getByRole('textbox', { name: 'New list' }).fill('Systems')
  await add(page).click()
  await expect(toast(page)).toContainText('Added to “Systems”')
  await page.keyboard.press('a')
  await box(page).fill('On Waits')
  await expect(dialog(page).getByRole('combobox', { name: 'List' })).toHaveValue(/./)
  await add(page).click()
  // The first message may still be there: the count tells that the second paper is in.
  await expect(count(page)).toHaveText('25 papers')
  await page.reload()
  await expect(count(page)).toHaveText('25 papers')
  await page.getByRole('searchbox').fill('list:Systems')
  await expect(count(page)).toHaveText('2 of 25 papers')
})

test('several papers, one a line, are chosen and added at once', async ({ page }) => {
  await openApp(page)
  await paste(page, `10.1145/3600006.3613165\n${METIS_LINK}\narXiv:1706.03762\nOn Locks`)
  const papers = dialog(page).getByRole('list', { name: 'Papers to add' })
  await expect(papers.getByRole('listitem')).toHaveCount(4)
  await expect(dialog(page).getByRole('status').first()).toHaveText('4 papers: 3 to add, 1 already here')
  await expect(papers.getByRole('checkbox', { name: METIS_LINK })).toBeDisabled()
  await papers.getByRole('checkbox', { name: 'On Locks' }).uncheck()
  await add(page).click()
  await expect(toast(page)).toContainText('2 papers added to “My papers”')
  await expect(count(page)).toHaveText('25 papers')
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('23 papers')
})

test('a paper that is here is opened in place of being added, however it is named', async ({ page }) => {
  await openApp(page)
  await paste(page, `https://www.usenix.org/conference/atc24/presentation/um/`)
  await expect(paperOf(page, METIS)).toBeVisible()
  await expect(toast(page)).toContainText('Already in your lists')
  await expect(dialog(page)).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.keyboard.press('a')
  await box(page).fill(METIS.toUpperCase())
  await expect(dialog(page).getByText('Already in your lists')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Open it' }).click()
  await expect(paperOf(page, METIS)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('a')
  await field(page, 'Title').fill(METIS)
  await add(page).click()
  await expect(paperOf(page, METIS)).toBeVisible()
  await expect(count(page)).toHaveText('23 papers')
  await expect(page.getByRole('button', { name: 'Undo', exact: true }).first()).toBeDisabled()
})

test('an entry fills the form, and several of them are previewed as a file', async ({ page }) => {
  await openApp(page)
  await paste(page, '@article{a, title = {On Locks}, author = {Lovelace, Ada}, year = 1843, journal = {Notes}}')
  await expect(field(page, 'Title')).toHaveValue('On Locks')
  await expect(field(page, 'Authors')).toHaveValue('Ada Lovelace')
  await page.keyboard.press('Escape')
  await paste(page, '@article{a, title = {On Locks}}\n@article{b, title = {On Waits}}')
  const preview = page.getByRole('dialog', { name: 'Import' })
  await expect(preview).toContainText('BibTeX, 2 papers: 2 new')
  await preview.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('25 papers')
})

test('files chosen from the dialog are previewed', async ({ page }) => {
  await openApp(page)
  const buffer = Buffer.from('@article{a, title = {On Locks}}')
  await chooseFiles(page, [{ name: 'a.bib', mimeType: 'text/plain', buffer }])
  await expect(page.getByRole('dialog', { name: 'Import' })).toContainText('BibTeX, 1 paper: 1 new')
})

test('problems are told at their field, and nothing is added', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('a')
  await add(page).click()
  await expect(field(page, 'Title')).toHaveAccessibleDescription(/A paper needs a title/)
  await field(page, 'Title').fill('On Locks')
  await field(page, 'Year').fill('MMXX')
  await add(page).click()
  await expect(field(page, 'Year')).toBeFocused()
  await expect(field(page, 'Year')).toHaveAccessibleDescription(/is not a year/)
  await expect(count(page)).toHaveText('23 papers')
})

test.describe('a link to add a paper', () => {
  const LINK = `#add?${new URLSearchParams({
    url: 'https://arxiv.org/abs/1706.03762',
    title: ATTENTION,
    authors: 'Vaswani, Ashish; Shazeer, Noam',
    year: '2017/06/12',
    abstract: 'The dominant sequence transduction models…',
  })}`

  const isFilled = async (page: Page) => {
    await expect(field(page, 'Title')).toHaveValue(ATTENTION)
    await expect(field(page, 'Authors')).toHaveValue('Ashish Vaswani\nNoam Shazeer')
    await expect(field(page, 'Abstract')).toHaveValue('The dominant sequence transduction models…')
    await expect(count(page)).toHaveText(/23 papers/)
    expect(new URL(page.url()).hash).toBe('')
  }

  test('opens the dialog filled at the start, adds nothing by itself, and leaves the address clean', async ({
    page,
  }) => {
    await openApp(page, `./?q=gpu${LINK}`)
    await isFilled(page)
    expect(new URL(page.url()).search).toBe('?q=gpu')
    await page.reload()
    await expect(count(page)).toHaveText(/23 papers/)
    await expect(dialog(page)).toHaveCount(0)
  })

  test('opens it over the view of last time', async ({ page }) => {
    await openApp(page, './?q=gpu')
    await page.goto('about:blank')
    await openApp(page, `./${LINK}`)
    await isFilled(page)
    await expect(page.getByRole('searchbox')).toHaveValue('gpu')
  })

  test('opens it in an app that is open', async ({ page }) => {
    await openApp(page, './?q=gpu')
    await page.evaluate((link) => (location.hash = link), LINK)
    await isFilled(page)
    await expect(page.getByRole('searchbox')).toHaveValue('gpu')
    await add(page).click()
    await expect(paperOf(page, ATTENTION)).toContainText('Ashish Vaswani')
  })

  test(`is harmless with ${attacks.length} hostile values in every field`, async ({ page, baseURL }) => {
    test.slow()
    const requests: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(`${baseURL!}/`)) requests.push(request.url())
    })
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => requests.push('a dialog')))
    await openApp(page)
    for (const [i, attack] of attacks.entries()) {
      const text = attack.replace('\ud800', '\ufffd')
      const fields = Object.fromEntries(
        ['url', 'doi', 'arxiv', 'pdf', 'authors', 'year', 'venue', 'abstract'].map((name) => [name, text]),
      )
      const link = `#add?${new URLSearchParams({ ...fields, title: `${i} ${text}` })}`
      await page.evaluate((link) => (location.hash = link), link)
      await expect(field(page, 'Title'), text).toHaveValue(new RegExp(`^${i}\\b`))
      expect(await field(page, 'Link').inputValue(), text).toMatch(/^(?:https?:\/\/|$)/)
    }
    await page.evaluate((link) => (location.hash = link), `#add?title=${'T'.repeat(500_000)}&url=javascript:1`)
    await expect(field(page, 'Title')).toHaveValue(/^T+$/)
    expect(await page.evaluate(() => '__ran' in globalThis)).toBe(false)
    expect(requests).toEqual([])
    await expect(count(page)).toHaveText('23 papers')
  })
})

test.describe('the bookmark', () => {
  const PAGE = `<!doctype html><title>Attention - a publisher</title>
    <meta name="citation_title" content="${ATTENTION}">
    <meta name="citation_author" content="Vaswani, Ashish"><meta name="citation_author" content="Shazeer, Noam">
    <meta name="citation_publication_date" content="2017/12/04">
    <meta name="citation_conference_title" content="NeurIPS">
    <meta name="DC.Identifier" content="doi:10.5555/3295222.3295349">
    <meta name="citation_pdf_url" content="https://papers.example.org/attention.pdf">
    <meta name="dcterms.abstract" content="The dominant sequence transduction models &amp; more.">`
  const PLAIN = '<!doctype html><title>A Report of Ours</title>'

  let app: Awaited<ReturnType<typeof serve>>
  let publisher: Server
  let address: string
  test.beforeEach(async () => {
    app = await serve(process.env['DIST'] ?? 'dist', { base: '/some/path/' })
    publisher = createServer(({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(url?.startsWith('/plain') ? PLAIN : PAGE)
    })
    await new Promise<void>((listening) => publisher.listen(0, '127.0.0.1', listening))
    address = `http://localhost:${(publisher.address() as AddressInfo).port}/`
  })
  test.afterEach(async () => {
    await app.close()
    publisher.closeAllConnections()
    await new Promise((closed) => publisher.close(closed))
  })

  /** The address of the bookmark, which the dialog offers. */
  async function bookmark(page: Page): Promise<string> {
    await openApp(page, app.url)
    await page.keyboard.press('a')
    const link = dialog(page).getByRole('link', { name: 'Add to Offprint' })
    await expect(link).toHaveAttribute('href', /^javascript:/)
    return (await link.getAttribute('href'))!
  }

  /** Presses the bookmark on a page, and returns the tab that it opens. */
  async function press(page: Page, url: string, code: string): Promise<Page> {
    await page.goto(url)
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((code) => void (location.href = code), code),
    ])
    return tab
  }

  test('sends what the tags of a page say to the app, which asks before it adds', async ({ page }) => {
    const tab = await press(page, `${address}paper`, await bookmark(page))
    await expect(field(tab, 'Title')).toHaveValue(ATTENTION)
    await expect(field(tab, 'Authors')).toHaveValue('Ashish Vaswani\nNoam Shazeer')
    await expect(field(tab, 'Year')).toHaveValue('2017')
    await expect(field(tab, 'Venue')).toHaveValue('NeurIPS')
    await expect(field(tab, 'DOI')).toHaveValue('10.5555/3295222.3295349')
    await expect(field(tab, 'Link')).toHaveValue(`${address}paper`)
    await expect(field(tab, 'Other links')).toHaveValue('PDF: https://papers.example.org/attention.pdf')
    await expect(field(tab, 'Abstract')).toHaveValue('The dominant sequence transduction models & more.')
    expect(tab.url()).toBe(app.url)
    await add(tab).click()
    await expect(titleOf(tab, ATTENTION)).toBeVisible()
  })

  test('sends address and title of a page without tags', async ({ page }) => {
    const tab = await press(page, `${address}plain?a=1`, await bookmark(page))
    await expect(field(tab, 'Title')).toHaveValue('A Report of Ours')
    await expect(field(tab, 'Link')).toHaveValue(`${address}plain?a=1`)
  })

  test('does nothing in the app but say where it belongs', async ({ page }) => {
    await bookmark(page)
    await dialog(page).getByRole('link', { name: 'Add to Offprint' }).click()
    await expect(page.getByText('Drag it to the bookmarks bar, and press it there')).toBeVisible()
    expect(page.url()).toBe(app.url)
  })
})

test('a paper can be added on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openApp(page)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await box(page).fill('arXiv:1706.03762')
  await expect(add(page)).toBeInViewport()
  await add(page).click()
  await expect(paperOf(page, 'https://arxiv.org/abs/1706.03762')).toBeVisible()
})
