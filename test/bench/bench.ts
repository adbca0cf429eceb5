import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { getChromium, LAUNCH_ARGS } from '../support/chromium.mjs'
import { serve } from '../support/serve.mjs'
import { buildPages, writeCatalog } from './build.ts'
import { printChart } from './chart.ts'
import { measure } from './measure.ts'
import { createOracle } from './oracle.ts'
import { PAGES, type PageName } from './pages.ts'
import { printTable, putBetweenMarkers, type Results } from './report.ts'

const { env } = process
const rounds = Number(env['ROUNDS'] ?? 5)
const sizes = (env['SIZES'] ?? '23,1000,10000,100000').split(',').map(Number)
const names = env['PAGES'] === undefined ? PAGES : PAGES.filter((name) => env['PAGES']!.split(',').includes(name))
/** A partial run is only for a look, and does not replace the results of the whole. */
const isWhole = env['WRITE'] === '1' || (env['SIZES'] === undefined && env['PAGES'] === undefined)

/** The sizes whose results are shown in full. */
const shown = sizes.filter((size) => size <= 1000 || size === Math.max(...sizes))
const README = 'test/bench/README.md'
const CHART = 'public/performance.svg'

/** Measures every page at every size, round by round, so that a disturbance affects all. */
export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'))
  try {
    await buildPages(folder)
    const server = await serve(folder)
    const results = new Map<number, Map<PageName, Map<string, number[]>>>()
    for (const size of sizes) {
      const catalog = await writeCatalog(folder, size)
      const oracle = createOracle(catalog.papers, catalog.marks)
      const scene = { url: server.url, size, catalog, oracle }
      const pages = new Map(names.map((name) => [name, new Map<string, number[]>()]))
      results.set(size, pages)
      for (let round = 0; round < rounds; round += 1) {
        for (const name of names) {
          const all = pages.get(name)!
          for (const [metric, values] of await measure(scene, name, round === 0 && shown.includes(size))) {
            all.set(metric, [...(all.get(metric) ?? []), ...values])
          }
          console.log(`${size} papers, round ${round + 1} of ${rounds}: ${name}`)
        }
      }
      console.log(`\n${size} papers\n\n${printTable(pages)}\n`)
      keep(results)
    }
    await server.close()
    if (isWhole) publish(results, `Node ${process.versions.node.split('.')[0]}, Chromium ${await readVersion()}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readVersion(): Promise<string> {
  const browser = await chromium.launch({ executablePath: getChromium(), args: LAUNCH_ARGS })
  const [version] = browser.version().split('.')
  await browser.close()
  return version!
}

function keep(results: Results) {
  mkdirSync('test-results', { recursive: true })
  const plain = [...results].map(([size, pages]) => [
    size,
    Object.fromEntries([...pages].map(([name, samples]) => [name, Object.fromEntries(samples)])),
  ])
  writeFileSync('test-results/bench.json', JSON.stringify(Object.fromEntries(plain)))
}

/** Writes the results into this folder’s README, and the chart beside it. */
function publish(results: Results, versions: string) {
  const tables = shown.map((size) => `${size.toLocaleString('en-US')} papers:\n\n${printTable(results.get(size)!)}`)
  const how = `Measured with ${availableParallelism()} cores, ${versions}, in ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`
  writeFileSync(README, putBetweenMarkers(readFileSync(README, 'utf8'), [how, ...tables].join('\n\n')))
  writeFileSync(CHART, printChart(results))
}
