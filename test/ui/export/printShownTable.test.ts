import { expect, test } from 'vitest'
import { createPageEngine } from '../../../src/engine/host/pageEngine.ts'
import { createPrinterFunctions } from '../../../src/formats/workers/printerFunctions.ts'
import type { Printer } from '../../../src/formats/workers/printer.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { createAnswers } from '../../../src/store/view/answers.ts'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { printShownTable } from '../../../src/ui/export/printShownTable.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { listOf, manyPapers } from '../../support/lists.ts'

const PAPERS = 4500

/** The stores of a page with many papers, sorted by their titles, and with no column but those and the status. */
async function start(search = 'sort=-title&hide=starred,topic,affiliation,venue,links,changed') {
  const viewing = createViewing(createAddress(search), createSetting(), createSetting())
  const library = createLibrary(new Map(), createClock('here', Date.now))
  library.getState().load(new Map())
  const cursor = createCursor(null)
  const answers = createAnswers(createPageEngine(), { viewing, library, cursor })
  await answers.getState().openLists([listOf(manyPapers(PAPERS))])
  return { answers, cursor, library, viewing }
}

/** Prints in this thread. */
function createPrinter(): Printer {
  const { take, takeLines, printTable, print } = createPrinterFunctions()
  return {
    take,
    takeLines,
    print,
    printTable: (...table) => Promise.resolve(printTable(...table)),
    stop() {},
  }
}

test('a table of thousands of rows has each of them once, in the order of the list, and shows the first lines', async () => {
  const { file, beginning, lines, rows, columns } = await printShownTable(await start(), 'markdown', createPrinter())
  const text = await file.text()
  expect([rows, columns, lines]).toEqual([PAPERS, 2, PAPERS + 3])
  const titles = [...text.matchAll(/Paper \d+/g)].map(([title]) => title)
  expect(titles).toHaveLength(PAPERS)
  expect(titles).toEqual(titles.toSorted().toReversed())
  expect(text.startsWith(beginning)).toBe(true)
  expect(beginning.split('\n')).toHaveLength(200)
})

test('rows that another answer has sorted meanwhile are read from the start', async () => {
  const stores = await start()
  const { rows } = stores.answers.getState()
  let asked = 0
  stores.answers.setState({
    rows: (from, to) => {
      asked += 1
      if (asked === 2) stores.viewing.getState().change({ sort: [{ by: 'title', descending: false }] })
      return rows(from, to)
    },
  })
  const { file } = await printShownTable(stores, 'csv', createPrinter())
  const titles = [...(await file.text()).matchAll(/Paper \d+/g)].map(([title]) => title)
  expect(titles).toHaveLength(PAPERS)
  expect(titles).toEqual(titles.toSorted())
})

test('each paper of a LaTeX table is cited by a key of its own', async () => {
  const { file } = await printShownTable(await start(), 'latex', createPrinter())
  const keys = [...(await file.text()).matchAll(/\\cite\{([^}]+)\}/g)].map(([, key]) => key)
  expect(new Set(keys).size).toBe(PAPERS)
})
