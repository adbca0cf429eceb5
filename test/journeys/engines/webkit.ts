import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findWebKit } from '../../support/webkit.mjs'
import { DESK, type Browser, type Engine, type Tab } from './engine.ts'
import { chordActions, ELEMENT, pointActions, startSession, typeActions, type Session } from './protocol.ts'

const UNDO_IN_TEXT_BOX = `if (document.activeElement.matches('textarea')) document.execCommand('undo')`

const START_MS = 30_000

/** WebKitGTK through WebDriver: its driver starts the MiniBrowser on an invisible X screen. */
export const webkit: Engine = {
  name: 'webkit',
  // A driven session keeps its data in memory and has no profile.
  async start() {
    const { driver, browser, screen } = findWebKit()!
    const folder = mkdtempSync(join(tmpdir(), 'offprint-webkit-'))
    const downloads = join(folder, 'downloads')
    mkdirSync(downloads)
    // It downloads to the download folder of the desktop settings.
    writeFileSync(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`)
    const display = spawn(screen, ['-displayfd', '3', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const port = await freePort()
    const server = spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        DISPLAY: `:${await firstLine(display)}`,
        XDG_CONFIG_HOME: folder,
        // A container has no graphics card, and root has no sandbox.
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    })
    const end = () => {
      process.kill(-server.pid!, 'SIGKILL')
      display.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
    const address = `http://127.0.0.1:${port}`
    await answers(`${address}/status`)
    const session = await startSession(address, {
      unhandledPromptBehavior: 'accept',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    })
    return { downloads, ...(await tabsOf(session)), kill: async () => end(), close: async () => end() }
  },
}

/** The tabs of a session. A WebDriver command goes to the tab that was switched to last. */
async function tabsOf(session: Session): Promise<Pick<Browser, 'open'>> {
  const [first = ''] = (await session.get('/window/handles')) as readonly string[]
  let current = first
  return {
    async open() {
      const { handle } = (await session.post('/window/new', { type: 'window' })) as { readonly handle: string }
      const show = async () => {
        if (current === handle) return
        await session.post('/window', { handle })
        current = handle
      }
      const post = async (path: string, body?: object) => {
        await show()
        return session.post(path, body)
      }
      const tab: Tab = {
        goto: async (url) => void (await post('/url', { url })),
        reload: async () => void (await post('/refresh')),
        back: async () => void (await post('/back')),
        evaluate: async (expression) => {
          const { value, error } = (await post('/execute/async', {
            script: `const done = arguments[arguments.length - 1]
              Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }))`,
            args: [],
          })) as { readonly value?: unknown; readonly error?: string }
          if (error !== undefined) throw new Error(error)
          return value
        },
        click: async ({ x, y }) => void (await post('/actions', pointActions('mouse', x, y))),
        tap: async ({ x, y }) => void (await post('/actions', pointActions('touch', x, y))),
        press: async (chord) => {
          await post('/actions', chordActions(chord))
          // GTK handles this key outside the page, where the driver’s keys do not arrive. The browser’s undo is the
          // same.
          if (chord === 'Control+z') await post('/execute/sync', { script: UNDO_IN_TEXT_BOX, args: [] })
        },
        type: async (text) => void (await post('/actions', typeActions(text))),
        async choose(selector, paths) {
          const found = (await post('/element', { using: 'css selector', value: selector })) as Record<string, string>
          await post(`/element/${found[ELEMENT]}/value`, { text: paths.join('\n') })
        },
        async resize(width, height) {
          const inner = async () => (await tab.evaluate('[innerWidth, innerHeight]')) as [number, number]
          await post('/window/rect', { width, height })
          const outer = (await session.get('/window/rect')) as { readonly width: number; readonly height: number }
          const [innerWidth, innerHeight] = await inner()
          // The toolbar of the browser is part of its window.
          await post('/window/rect', {
            width: width + outer.width - innerWidth,
            height: height + outer.height - innerHeight,
          })
        },
        show,
        async close() {
          await show()
          await session.remove('/window')
          // Every command needs a current window, even one that opens another.
          await session.post('/window', { handle: first })
          current = first
        },
      }
      await tab.resize(DESK.width, DESK.height)
      return tab
    },
  }
}

/** The first line that an X server writes: the number of its display. */
const firstLine = (display: ChildProcess) =>
  new Promise<string>((done, fail) => {
    display.once('error', fail).once('exit', (code) => fail(new Error(`the screen ended with ${code}`)))
    display.stdio[3]!.once('data', (bytes: Buffer) => done(bytes.toString().trim()))
  })

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number }
      server.close(() => done(port))
    })
  })

async function answers(address: string) {
  const end = Date.now() + START_MS
  while (!(await fetch(address).catch(() => null))?.ok) {
    if (Date.now() > end) throw new Error('WebKitWebDriver did not answer')
    await wait(50)
  }
}
