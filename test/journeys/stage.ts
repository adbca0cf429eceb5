import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Browser, Engine } from './engines/engine.ts'
import { pageOf, type Page } from './page/page.ts'
import { startSite } from '../support/builds.ts'
import { writeBroken, writeNext } from './site.ts'

/** The built app; a test can use another build. */
export const DIST = process.env['DIST'] ?? 'dist'

export type Site = Awaited<ReturnType<typeof startSite>>

/** What a journey can use. All of it is removed when the journey ends. */
export type Stage = {
  readonly engine: Engine
  readonly page: Page
  /** The app on an origin that this browser has never visited. */
  readonly site: Site
  /** Another tab. */
  tab(): Promise<Page>
  /** The app on another origin, which acts as another device. */
  elsewhere(): Promise<Site>
  /** The app on another origin, with fault-injecting code that runs before it in the page and in its workers. */
  broken(fault: string): Promise<Site>
  /** A folder with the next version of the app, whose icon has this text added. */
  next(added: string): string
  /** A file with this content. */
  file(name: string, content: string): string
  /** The file that an act downloads. */
  download(act: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer; readonly path: string }>
  /** Registers work for the end of the journey, whether it passes or fails. */
  atEnd(work: () => unknown): void
}

/** Prepares the stage for one journey, and removes it afterwards. */
export async function withStage(engine: Engine, browser: Browser, journey: (stage: Stage) => Promise<void>) {
  const works: (() => unknown)[] = []
  const atEnd = (work: () => unknown) => void works.push(work)
  const folder = mkdtempSync(join(tmpdir(), 'offprint-journey-'))
  atEnd(() => rmSync(folder, { recursive: true }))
  const open = async (build: string) => {
    const site = await startSite(build)
    atEnd(site.stop)
    return site
  }
  const tab = async () => {
    const opened = await browser.open()
    atEnd(() => opened.close())
    return pageOf(opened)
  }
  try {
    const [site, page] = await Promise.all([open(DIST), tab()])
    await journey({
      engine,
      page,
      site,
      tab,
      atEnd,
      elsewhere: () => open(DIST),
      broken: (fault) => open(writeBroken(DIST, mkdtempSync(join(folder, 'broken-')), fault)),
      next: (added) => writeNext(DIST, join(folder, 'next'), added),
      file(name, content) {
        const path = join(folder, name)
        writeFileSync(path, content)
        return path
      },
      async download(act) {
        const { downloads } = browser
        const before = new Set(readdirSync(downloads))
        let name = ''
        let last = ''
        /** Whether the file is whole: one that is being written has another name, no content, or grows. */
        const isWhole = () => {
          const files = readdirSync(downloads).filter((file) => !before.has(file) && !file.startsWith('.'))
          name = files.length === 1 ? files[0]! : ''
          if (name === '' || /\.(?:part|crdownload|wkdownload)$/.test(name)) return false
          const bytes = readFileSync(join(downloads, name), 'latin1')
          const isSame = bytes !== '' && bytes === last
          last = bytes
          return isSame
        }
        await act()
        await expect.poll(isWhole, { interval: 200 }).toBe(true)
        const path = join(downloads, name)
        return { name, path, bytes: readFileSync(path) }
      },
    })
  } finally {
    for (const work of works.toReversed()) await work()
  }
}
