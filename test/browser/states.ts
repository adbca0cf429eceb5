import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { HYDRA, METIS, noteOf, openApp, rowOf, saved, search, titleOf } from './journey.ts'

const BACKUP = readFileSync('test/fixtures/backup-v1.json', 'utf8')
const BIBTEX = `@article{a, title = {Flash Caches That Forget}, year = 2024}
@misc{m, title = {Metis: Fast Automatic Distributed Training on Many Heterogeneous GPUs}}
@misc{h, title = {HydraRPC: RPC in the New CXL Era}}
@article{b, title = {broken`
const TABLE = 'Titel;Jahr;Ordner\nLogs All the Way Down;2020;a\nMore of Them;2021;b'

const isPhone = (page: Page) => page.viewportSize()!.width <= 720

/** Drops files on the app, as a user does. */
async function drop(page: Page, name: string, content: string | Buffer) {
  await page.evaluate(
    ([name, bytes]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name))
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    [name, [...Buffer.from(content)]] as const,
  )
  await expect(page.getByRole('dialog', { name: 'Import' }).getByRole('region', { name })).not.toContainText('Reading…')
}

async function openViews(page: Page) {
  if (page.viewportSize()!.width < 1100) await page.getByRole('button', { name: 'Filters' }).click()
  return page.getByRole('navigation', { name: 'Views' })
}

/** Gives tags to papers, colours to the tags, and opens their dialog. */
async function openTags(page: Page) {
  await openApp(page)
  const colours = ['Red', 'Orange', 'Green', 'Blue', 'Purple', 'Pink', 'Grey']
  await page.keyboard.press('j')
  await page.keyboard.press('#')
  const box = page.getByRole('dialog', { name: 'Tags of 1 paper' }).getByLabel('Add a tag')
  for (const tag of ['ml', ...colours.map((colour) => `ml/${colour}`)]) {
    await box.fill(tag)
    await box.press('Enter')
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('delete tags')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Tags', exact: true })
  for (const colour of colours) {
    await dialog.getByRole('button', { name: `Actions for tag ml/${colour}` }).click()
    await page.getByRole('menuitemradio', { name: colour }).click()
    await expect(dialog.locator(`[data-colour="${colour.toLowerCase()}"]`)).toBeVisible()
  }
}

const answerList = (page: Page, body: string, status = 200) =>
  page.route('**/atc24-*.json', (route) => route.fulfill({ body, status, contentType: 'application/json' }))

/** Rare states of the page, each reached from an empty profile. */
export const RARE_STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the matrix while a cell is edited, with a filter of a key': async (page) => {
    await openApp(page, './?layout=matrix&show=note.dataset,note.metric&facets=note.dataset')
    await rowOf(page, METIS).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('COCO')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'metric' })).toBeFocused()
    await expect(saved(page)).toHaveText('Saved')
  },
  'a chosen and an excluded facet value': async (page) => {
    await openApp(page, './?q=topic:"Serving+LLMs"+-has:code')
    await expect(page.getByRole('list', { name: 'Active filters' })).toBeVisible()
  },
  'a corrected typing error': async (page) => {
    await openApp(page)
    await search(page).fill('serivng')
    await expect(page.getByText('Shown:')).toBeVisible()
  },
  'saved views while one is renamed': async (page) => {
    await openApp(page, './?q=gpu')
    const views = await openViews(page)
    await views.getByRole('button', { name: 'Save this view…' }).click()
    await views.getByRole('textbox', { name: 'Name of the view' }).fill('GPUs')
    await page.keyboard.press('Enter')
    await views.getByRole('button', { name: 'Actions for GPUs' }).click()
    await views.getByRole('button', { name: 'Rename' }).click()
  },
  'the filters with all values of one facet': async (page) => {
    await openApp(page)
    await openViews(page)
    await page.getByRole('group', { name: 'Topic' }).getByRole('button', { name: /^All/ }).click()
  },
  'all tags in colour, while one is renamed': async (page) => {
    await openTags(page)
    // The filters beside the list have such a button too.
    await page.getByRole('dialog').getByRole('button', { name: 'Actions for tag ml', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    await expect(page.getByRole('textbox', { name: 'New name of ml' })).toBeFocused()
  },
  'the menu of a tag': async (page) => {
    await openTags(page)
    // The filters beside the list have such a button too.
    await page.getByRole('dialog').getByRole('button', { name: 'Actions for tag ml', exact: true }).click()
    await expect(page.getByRole('menu', { name: 'Tag ml' })).toBeFocused()
  },
  'the settings': async (page) => {
    await openApp(page)
    await openViews(page)
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(page.getByRole('radiogroup', { name: 'Theme' })).toBeVisible()
  },
  'the list to print': async (page) => {
    await openApp(page)
    await page.keyboard.press('Control+p')
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('23 papers')
  },
  'the table as shown, as LaTeX': async (page) => {
    await openApp(page)
    if (isPhone(page)) await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'Table as shown…' }).click()
    await page.getByRole('radio', { name: 'LaTeX' }).check()
    await expect(page.getByRole('dialog').getByRole('region')).toContainText('toprule')
  },
  'the keys of notes while one is renamed': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill('Dataset: ImageNet, LAION\nSpeed-up: 2.4×')
    await expect(saved(page).first()).toHaveText('Saved')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command' }).fill('rename keys')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Keys of your notes' })
    await dialog.getByRole('button', { name: 'Values of Dataset' }).click()
    await dialog.getByRole('button', { name: 'Rename LAION…' }).click()
  },
  'a note and tags in the triage': async (page) => {
    await openApp(page)
    await page.keyboard.press('t')
    await expect(page.getByRole('dialog').getByRole('status').first()).toHaveText('1 of 23')
    await page.keyboard.press('#')
    await page.keyboard.type('soon')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.keyboard.type('Worth **it**')
  },
  'the tools of the bar': async (page) => {
    await openApp(page)
    await page.getByRole('button', { name: isPhone(page) ? 'More' : 'Columns' }).click()
  },
  'the question whether to look up a missing title': async (page) => {
    await openApp(page)
    await drop(page, 'doi.md', '- [10.1145/3690001.3690042](https://doi.org/10.1145/3690001.3690042)')
    await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command' }).fill('missing titles')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status', { name: 'Look-up' })).toContainText('learn which paper you ask for')
  },
  'the triage': async (page) => {
    await openApp(page)
    await page.keyboard.press('t')
    await page.getByRole('dialog', { name: 'Triage' }).getByRole('button', { name: 'Read', exact: true }).click()
    await expect(page.getByRole('dialog').getByRole('status').first()).toHaveText('2 of 23')
  },
  'a finished triage': async (page) => {
    await openApp(page, './?q=metis')
    await page.keyboard.press('t')
    // A key decides the current paper, and nothing while the papers are still loading.
    await expect(page.getByRole('dialog').getByRole('group', { name: METIS })).toBeFocused()
    await page.keyboard.press('4')
    await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible()
  },
  'a paper to add whose title is not known': async (page) => {
    await openApp(page)
    await page.keyboard.press('a')
    const adding = page.getByRole('dialog', { name: 'Add papers' })
    await adding.getByRole('textbox', { name: 'Paste or type' }).fill('https://arxiv.org/abs/1706.03762')
    await expect(adding.getByText('can be looked up')).toBeVisible()
  },
  'several papers to add, one of them here already': async (page) => {
    await openApp(page)
    await page.keyboard.press('a')
    const adding = page.getByRole('dialog', { name: 'Add papers' })
    await adding
      .getByRole('textbox', { name: 'Paste or type' })
      .fill('https://arxiv.org/abs/1706.03762\nhttps://www.usenix.org/conference/atc24/presentation/um')
    await expect(adding.getByText('already here', { exact: true })).toBeVisible()
  },
  'an import with papers to choose one by one': async (page) => {
    await openApp(page)
    await drop(page, 'library.bib', BIBTEX)
    await expect(page.getByRole('dialog')).toContainText('2 papers likely here already')
    await page
      .getByRole('dialog')
      .locator('details')
      .evaluateAll((all) => (all as HTMLDetailsElement[]).forEach((one) => (one.open = true)))
  },
  'an import of a table with column choices': async (page) => {
    await openApp(page)
    await drop(page, 'table.csv', TABLE)
    await page.getByText(/^Columns:/).click()
  },
  'an import of a file in an old encoding': async (page) => {
    await openApp(page)
    await drop(
      page,
      'western.bib',
      Buffer.from('@article{a, title = {Über die Größe der Wörter}, year = 2001}', 'latin1'),
    )
    await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeVisible()
  },
  'an import of an invalid file': async (page) => {
    await openApp(page)
    await drop(page, 'picture.bin', 'PNG\u0000\u0001\u0002')
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  },
  'an import of a backup': async (page) => {
    await openApp(page)
    await drop(page, 'backup.json', BACKUP)
    await page.getByRole('dialog', { name: 'Import' }).getByRole('radio').last().check()
  },
  'the history of a note': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill('First words')
    await expect(saved(page).first()).toHaveText('Saved')
    // A note edited on another visit is another version.
    await page.reload()
    await noteOf(page).fill('Other words')
    await page.getByRole('button', { name: /earlier version/ }).click()
    // A link that is scrolled half below the sticky tools has no size to be pressed.
    await page.locator('section[data-paper], dialog[data-paper]').evaluate((paper) => paper.scrollTo(0, 0))
  },
  'a paper that is no longer in a list': async (page) => {
    await openApp(page, './?q=hydra')
    await rowOf(page, HYDRA).getByRole('button', { name: 'Star' }).click()
    await expect(saved(page)).toHaveText('Saved')
    await answerList(page, '{"id":"atc24","title":"ATC 2024","papers":[]}')
    await page.reload()
    await titleOf(page, HYDRA).click()
    await expect(noteOf(page)).toBeVisible()
  },
  'an address of an unknown paper': async (page) => {
    await openApp(page, './?paper=doi:10.1/none')
    await expect(page.getByText('The link names a paper that is in none of your lists.')).toBeVisible()
  },
  'an app without papers': async (page) => {
    await answerList(page, '{"id":"atc24","title":"ATC 2024","papers":[]}')
    await openApp(page)
    await expect(page.getByText('No papers yet.')).toBeVisible()
  },
  'a list that could not be fetched': async (page) => {
    await answerList(page, 'gone', 404)
    await openApp(page)
    await page.getByText(/could not be used/).click()
  },
  'an edit that could not be saved': async (page) => {
    await page.addInitScript(`
      IDBObjectStore.prototype.put = function () { throw new DOMException('full', 'QuotaExceededError') }`)
    await openApp(page)
    await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
    await expect(saved(page)).toHaveText(/^Not saved/)
  },
  'the recovery page': async (page) => {
    await openApp(page)
    await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
    await expect(saved(page)).toHaveText('Saved')
    await page.goto('./recover.html')
    await expect(page.getByRole('button').first()).toBeVisible()
  },
}
