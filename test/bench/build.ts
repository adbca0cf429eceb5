import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { printKept, printStoredList } from '../../src/formats/stored/storedList.ts'
import { describe } from '../../src/model/mark/markIdentity.ts'
import { createClock } from '../../src/model/mark/clock.ts'
import { parseList } from '../../src/model/paper/list.ts'
import { write } from '../../src/model/mark/mark.ts'
import { NOTHING_KEPT, toPlain } from '../../src/model/mark/cell.ts'
import { PAGES } from './pages.ts'
import { createMarks, createPapers, type BenchMark, type Entry } from './papers.ts'

/** A catalog of `papers`, those of the bundled list first, and its marks. */
export type Catalog = { readonly papers: readonly Entry[]; readonly marks: readonly BenchMark[] }

const COMPARED = PAGES.filter((name) => name !== 'app')

/** Builds the app into a folder, and the pages that it is compared with into `bench/` below it. */
export async function buildPages(folder: string) {
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
  const root = resolve('test/bench/pages')
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: join(folder, 'bench'),
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: COMPARED.map((name) => join(root, `${name}.html`)) },
    },
  })
}

/** Generates the catalog of a size, and writes it into the folder in the formats that the pages and the app read. */
export async function writeCatalog(folder: string, size: number): Promise<Catalog> {
  const shipped = readFileSync('data/atc24.json', 'utf8')
  const { venue, year, papers } = JSON.parse(shipped) as {
    readonly venue: string
    readonly year: number
    readonly papers: readonly Entry[]
  }
  const own = createPapers(size - papers.length)
  const catalog = {
    papers: [...papers.map((paper) => ({ venue, year, ...paper })), ...own],
    marks: createMarks(size),
  }
  const data = join(folder, 'bench/data')
  await mkdir(data, { recursive: true })
  const put = (name: string, value: string | Buffer) => writeFile(join(data, `${name}-${size}.json`), value)
  await put('papers', JSON.stringify(catalog.papers))
  await put('marks', JSON.stringify(catalog.marks))

  const text = JSON.stringify({ id: 'bench', title: 'Bench', papers: own })
  const { list, problems } = parseList('bench.json', text)
  if (!list || problems.length > 0 || list.papers.length !== own.length) {
    throw new Error(`The made-up list cannot be read: ${JSON.stringify(problems.slice(0, 3))}`)
  }
  const { papers: read, ...head } = list
  await put('own', Buffer.from(await printStoredList(head, read).arrayBuffer()))
  const { blob, ...kept } = printKept(read)
  await put('prepared', Buffer.from(await blob.arrayBuffer()))
  await put('prepared-head', JSON.stringify(kept))
  const all = [...(parseList('atc24.json', shipped).list?.papers ?? []), ...read]
  await put('kept', JSON.stringify(catalog.marks.map((mark) => toKept(all[mark.place]!, mark))))
  return catalog
}

const NOW_MS = Date.UTC(2024, 6, 10)
const clock = createClock('bench', () => NOW_MS)

/** A mark as in the database after an earlier visit: it identifies its paper. */
function toKept(paper: Parameters<typeof describe>[1] & { readonly id: string }, { status, starred, note }: BenchMark) {
  const at = clock.tick()
  const said = write(NOTHING_KEPT, { status, starred, note }, at)
  const known = describe(undefined, paper).map(([cell, value]) => [cell, value, at] as const)
  return [paper.id, [...toPlain(said), ...known]]
}
