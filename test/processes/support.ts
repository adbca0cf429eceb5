import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { getNode } from '../support/node.mjs'
import { killServers } from '../support/syncServer.ts'
import type { Order, Report, Start } from './device.ts'

const children = new Set<ChildProcess>()

/** Ends every process that a test has started. */
export function killAll() {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  killServers()
}

export type Device = {
  readonly name: string
  order(order: Order): Promise<unknown>
  report(): Promise<Report>
  kill(): Promise<void>
}

/** Starts a device. With the same folder and name it continues where it stopped. */
export async function startDevice(
  options: Partial<Start> & Pick<Start, 'name' | 'url' | 'token' | 'folder'>,
): Promise<Device> {
  const start: Start = { skew: 0, hasMet: true, ...options }
  const child = fork('test/processes/device.ts', [JSON.stringify(start)], {
    execPath: getNode(),
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  children.add(child)
  const calls = new Map<number, (value: unknown) => void>()
  let number = 0
  child.on('message', ({ number, value }: { number: number; value: unknown }) => {
    calls.get(number)?.(value)
    calls.delete(number)
  })
  const order = (order: Order) =>
    new Promise<unknown>((done) => {
      calls.set((number += 1), done)
      child.send({ number, order })
    })
  return {
    name: start.name,
    order,
    report: () => order({ do: 'report' }) as Promise<Report>,
    async kill() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
      children.delete(child)
    },
  }
}

const PATIENCE_MS = 60_000

/** Waits until the function returns a truthy value. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  patience = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`)
    await wait(50)
  }
}

/** Waits until all devices report the same cells and have nothing left to send or to merge. */
export async function untilEqual(devices: readonly Device[], patience = PATIENCE_MS): Promise<readonly Report[]> {
  let reports: readonly Report[] = []
  await until(
    async () => {
      reports = await Promise.all(devices.map((device) => device.report()))
      const isDone = reports.every(({ progress }) => isAtRest(progress))
      const [first, ...others] = reports.map(({ cells }) => JSON.stringify(cells))
      return isDone && others.every((other) => other === first)
    },
    `${devices.length} devices to agree`,
    patience,
  )
  return reports
}

const isAtRest = (progress: Report['progress']) =>
  progress?.phase === 'running' && progress.isConnected && progress.waiting === 0 && progress.coming === 0
