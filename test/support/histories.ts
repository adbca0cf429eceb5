import type { Page } from '@playwright/test'
import { printStoredList } from '../../src/formats/stored/storedList.ts'
import { createClock } from '../../src/model/mark/clock.ts'
import { parseList } from '../../src/model/paper/list.ts'
import { write, type Status } from '../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, toPlain, type KeptMark, type PlainMark } from '../../src/model/mark/cell.ts'
import type { Paper } from '../../src/model/paper/paper.ts'
import { createRandom } from './random.ts'

const DAY_MS = 86_400_000

/** The statuses that the user gave a paper, each so many days ago. */
export type Said = readonly (readonly [daysAgo: number, status: Status])[]

/** Papers with their marks, as on the disk of a user of two years. */
export type Kept = readonly (readonly [id: string, cells: PlainMark])[]

/** The stored marks of papers, from their statuses up to `now`. */
export function keep(papers: readonly Paper[], said: (paper: Paper, place: number) => Said, now: number): Kept {
  return papers.flatMap((paper, place) => {
    const clock = { now: 0 }
    const { tick } = createClock('here', () => clock.now)
    const kept = said(paper, place).reduce<KeptMark>((kept, [daysAgo, status]) => {
      // A moment each, because no two papers were marked in one step.
      clock.now = now - daysAgo * DAY_MS - 3_600_000 - place
      return merge(kept, write(kept, { status }, tick()))
    }, NOTHING_KEPT)
    return kept.size > 0 ? [[paper.id, toPlain(kept)]] : []
  })
}

/** A user who has marked a third of the papers, the same for the same seed. */
export function createReader(seed: number): (paper: Paper, place: number) => Said {
  const random = createRandom(seed)
  return () => {
    const [chance, from, took] = [random(), Math.floor(random() ** 1.6 * 700), Math.floor(random() ** 3 * 120)]
    if (chance < 0.66) return []
    if (chance < 0.8) return [[from, 'to-read']]
    if (chance < 0.83) return [[from, 'skipped']]
    if (chance < 0.86)
      return [
        [from, 'to-read'],
        [from / 2, 'reading'],
      ]
    return [
      [from + took, 'to-read'],
      [from, 'read'],
    ]
  }
}

/** Stores marks and a list of papers in the app’s databases, from a page of the same origin. */
export async function putKept(page: Page, marks: Kept, papers: readonly object[] = []) {
  const { list } = parseList('own.json', JSON.stringify({ id: 'own', title: 'Own', papers }))
  const { papers: read, ...head } = list!
  const text = await printStoredList(head, read).text()
  await page.goto('icon.svg')
  await page.evaluate(
    async ({ marks, text, count }) => {
      const fill = async (name: string, records: readonly (readonly [string, unknown])[]) => {
        const database = await new Promise<IDBDatabase>((done, fail) => {
          const request = indexedDB.open(name, 1)
          request.addEventListener('upgradeneeded', () => request.result.createObjectStore('records'))
          request.addEventListener('success', () => done(request.result))
          request.addEventListener('error', () => fail(new Error(`${name} did not open`)))
        })
        const transaction = database.transaction('records', 'readwrite')
        for (const [key, value] of records) transaction.objectStore('records').put(value, key)
        await new Promise((done) => transaction.addEventListener('complete', done))
        database.close()
      }
      const own = { id: 'own', title: 'Own', papers: count, addedAt: 0, blob: new Blob([text]) }
      await fill('offprint-lists', count > 0 ? [['own', own]] : [])
      const kept = marks.map(([id, cells]) => [id, new Map(cells.map(([cell, value, at]) => [cell, [value, at]]))])
      await fill('offprint-marks', kept as [string, unknown][])
    },
    { marks, text, count: read.length },
  )
}

/** The papers of the bundled list, or generated ones, as the app parses them. */
export const toPapers = (papers: readonly object[], id = 'own'): readonly Paper[] =>
  parseList(`${id}.json`, JSON.stringify({ id, title: id, papers })).list!.papers
