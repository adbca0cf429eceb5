import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { LAUNCH_ARGS, findChromium } from './chromium.mjs'

/** A whole browser on a profile of its own that can be killed and restarted. */
export type Profile = {
  readonly page: Page
  readonly browser: Browser
  /** Sends SIGKILL to every process of the browser. Resolves once none is left. */
  kill(): Promise<void>
}

/** Starts Chromium on the profile in `folder`, as a process group of its own so that it can be killed as a whole. */
export async function startProfile(folder: string): Promise<Profile> {
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket', 'DevToolsActivePort']) {
    rmSync(join(folder, name), { force: true })
  }
  const flags = [
    ...LAUNCH_ARGS,
    '--no-sandbox',
    '--headless=new',
    // As high as the bundled list: a row that is not rendered cannot be clicked.
    '--window-size=1280,2400',
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
  ]
  const child = spawn(findChromium()!, [...flags, 'about:blank'], { detached: true, stdio: 'ignore' })
  const port = await devToolsPort(folder)
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [context] = browser.contexts()
  const page = context!.pages()[0] ?? (await context!.newPage())
  // No timeout by itself: only the timeout of the test ends a wait.
  page.setDefaultTimeout(30_000)
  return {
    page,
    browser,
    async kill() {
      process.kill(-child.pid!, 'SIGKILL')
      // The next start must not find a process that still writes, or the test would report losses that are none.
      while (isRunning(folder)) await wait(20)
    },
  }
}

async function devToolsPort(folder: string): Promise<string> {
  const file = join(folder, 'DevToolsActivePort')
  for (let tries = 0; tries < 600; tries += 1) {
    const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (port && path) return port
    await wait(50)
  }
  throw new Error('Chromium did not open its debugging port within 30 s')
}

/** Whether any process has the profile on its command line. */
function isRunning(folder: string): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`)
    } catch {
      return false
    }
  })
}
