import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { getChromium, LAUNCH_ARGS } from '../support/chromium.mjs'
import { serve } from '../support/serve.mjs'
import { buildPages, writeCatalog } from './build.ts'
import { measure, type PageName, type Samples } from './measure.ts'
import { createOracle } from './oracle.ts'
import { median, quantile } from './statistics.ts'

const { ROUNDS = '5', SIZES = '23,1000,10000,100000', PAGES = 'app,bare,floor' } = process.env

/** Measures every page at every size, round by round, so that what disturbs one disturbs all. */
export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'))
  const names = PAGES.split(',') as PageName[]
  try {
    await buildPages(folder)
    const server = await serve(folder)
    const browser = await chromium.launch({ executablePath: getChromium(), args: LAUNCH_ARGS })
    const results = new Map<string, Samples>()
    for (const size of SIZES.split(',').map(Number)) {
      const catalog = await writeCatalog(folder, size)
      const oracle = createOracle(catalog.papers, catalog.marks)
      for (let round = 0; round < Number(ROUNDS); round += 1) {
        for (const name of names) {
          const samples = await measure({ browser, url: server.url, size, catalog, oracle }, name, round === 0)
          const all = results.get(`${size} ${name}`) ?? new Map()
          for (const [metric, values] of samples) all.set(metric, [...(all.get(metric) ?? []), ...values])
          results.set(`${size} ${name}`, all)
          console.log(`${size} ${name} ${round + 1}/${ROUNDS}`)
        }
      }
      print(size, names, results)
    }
    await browser.close()
    await server.close()
    mkdirSync('test-results', { recursive: true })
    const plain = [...results].map(([key, samples]) => [key, Object.fromEntries(samples)])
    writeFileSync('test-results/bench.json', JSON.stringify(Object.fromEntries(plain)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(size: number, names: readonly PageName[], results: ReadonlyMap<string, Samples>) {
  const metrics = [...new Set(names.flatMap((name) => [...(results.get(`${size} ${name}`)?.keys() ?? [])]))]
  console.log(`\n${size} papers: median / p95`)
  console.table(
    Object.fromEntries(
      metrics.map((metric) => [
        metric,
        Object.fromEntries(
          names.map((name) => {
            const values = results.get(`${size} ${name}`)?.get(metric) ?? []
            return [
              name,
              values.length === 0 ? '' : `${median(values).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)}`,
            ]
          }),
        ),
      ]),
    ),
  )
}
