import type { Page } from '@playwright/test'

/** Stores the list and the marks of a size in the app’s databases, from a page of the same origin. */
export async function keepCatalog(page: Page, url: string, size: number, hasList: boolean) {
  await page.goto(`${url}icon.svg`)
  await page.evaluate(
    async ({ size, hasList }) => {
      const open = (name: string) =>
        new Promise<IDBDatabase>((done, fail) => {
          const request = indexedDB.open(name, 1)
          request.addEventListener('upgradeneeded', () => request.result.createObjectStore('records'))
          request.addEventListener('success', () => done(request.result))
          request.addEventListener('error', () => fail(new Error(`${name} did not open`)))
        })
      const fill = async (name: string, records: readonly (readonly [string, unknown])[]) => {
        const database = await open(name)
        const transaction = database.transaction('records', 'readwrite')
        for (const [key, value] of records) transaction.objectStore('records').put(value, key)
        await new Promise<void>((done, fail) => {
          transaction.addEventListener('complete', () => done())
          transaction.addEventListener('abort', () => fail(transaction.error ?? new Error(`${name} is not filled`)))
        })
        database.close()
      }
      const get = (name: string) => fetch(`./bench/data/${name}-${size}.json`)
      const blob = await (await get('own')).blob()
      const prepared = {
        ...((await (await get('prepared-head')).json()) as object),
        blob: await (await get('prepared')).blob(),
      }
      const list = { id: 'bench', title: 'Bench', papers: size - 23, addedAt: 0, blob, prepared: [prepared] }
      await fill('offprint-lists', hasList ? [['bench', list]] : [])
      const plain = (await (await get('kept')).json()) as [string, [string, unknown, string][]][]
      await fill(
        'offprint-marks',
        plain.map(([id, cells]) => [id, new Map(cells.map(([cell, value, at]) => [cell, [value, at]]))]),
      )
    },
    { size, hasList },
  )
}
