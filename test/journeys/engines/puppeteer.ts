import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, type KeyInput, type LaunchOptions, type Page } from 'puppeteer-core'
import { findChromium, LAUNCH_ARGS } from '../../support/chromium.mjs'
import { findFirefox } from '../../support/firefox.mjs'
import { DESK, type Browser, type Engine, type Tab } from './engine.ts'

/** Firefox without traffic of its own: no telemetry, no updates, no block lists; and no question about downloads. */
const quietFirefox = (downloads: string) => ({
  'app.update.enabled': false,
  'browser.download.dir': downloads,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'dom.w3c_touch_events.enabled': 1,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
})

/** Chromium through the Chrome DevTools Protocol. */
export const chromium: Engine = {
  name: 'chromium',
  start: (profile) =>
    startBrowser(profile, (downloads) => ({
      browser: 'chrome',
      executablePath: findChromium()!,
      args: LAUNCH_ARGS,
      downloadBehavior: { policy: 'allow', downloadPath: downloads },
    })),
}

/** Firefox through WebDriver BiDi. */
export const firefox: Engine = {
  name: 'firefox',
  start: (profile) =>
    startBrowser(profile, (downloads) => ({
      browser: 'firefox',
      executablePath: findFirefox()!,
      extraPrefsFirefox: quietFirefox(downloads),
    })),
}

async function startBrowser(
  profile: string | undefined,
  optionsFor: (downloads: string) => LaunchOptions,
): Promise<Browser> {
  const downloads = mkdtempSync(join(tmpdir(), 'offprint-downloads-'))
  const browser = await launch({
    ...optionsFor(downloads),
    headless: true,
    defaultViewport: DESK,
    protocolTimeout: 120_000,
    ...(profile === undefined ? {} : { userDataDir: profile }),
  })
  const forget = () => rmSync(downloads, { recursive: true, force: true })
  return {
    downloads,
    open: async () => openTab(await browser.newPage()),
    async kill() {
      const child = browser.process()!
      const gone = new Promise((done) => child.once('exit', done))
      // Its processes are a process group of their own.
      process.kill(-child.pid!, 'SIGKILL')
      await gone
      forget()
    },
    async close() {
      await browser.close()
      forget()
    },
  }
}

function openTab(page: Page): Tab {
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}))
  return {
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    evaluate: (expression) => page.evaluate(expression),
    click: ({ x, y }) => page.mouse.click(x, y),
    tap: ({ x, y }) => page.touchscreen.tap(x, y),
    async press(chord) {
      const keys = chord.split('+') as KeyInput[]
      for (const key of keys) await page.keyboard.down(key)
      for (const key of keys.toReversed()) await page.keyboard.up(key)
    },
    type: (text) => page.keyboard.type(text),
    async choose(selector, paths) {
      const input = (await page.$(selector)) as Awaited<ReturnType<typeof page.$<'input'>>>
      await input!.uploadFile(...paths)
      await input!.dispose()
    },
    // A phone has a touch screen.
    resize: (width, height) => page.setViewport({ width, height, hasTouch: width < 500 }),
    show: () => page.bringToFront(),
    close: () => page.close(),
  }
}
