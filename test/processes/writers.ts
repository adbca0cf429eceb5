import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { getNode } from '../support/node.mjs'
import type { Writing } from './writer.ts'

const children = new Set<ChildProcess>()

export type Writer = {
  /** How many keys the server has acknowledged, counted from the first, and the last reason for a refusal. */
  readonly acked: () => number
  readonly refused: () => string
  kill(): Promise<void>
}

/**
 * Starts a process that writes keys from 1 on, each in an update of its own, as fast as the server acknowledges them.
 */
export function startWriter(writing: Writing): Writer {
  const child = fork('test/processes/writer.ts', [JSON.stringify(writing)], {
    execPath: getNode(),
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  children.add(child)
  let [acked, refused] = [0, '']
  child.on('message', (message: { readonly acked?: number; readonly refused?: string }) => {
    acked = message.acked ?? acked
    refused = message.refused ?? refused
  })
  return {
    acked: () => acked,
    refused: () => refused,
    async kill() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
    },
  }
}

export function killWriters() {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
}

/** The keys of one writer that are on disk. */
export function readKept(folder: string, reader: string, writer: string): ReadonlySet<string> {
  const args = ['--disable-warning=ExperimentalWarning', 'test/processes/kept.mjs', join(folder, 'sync.sqlite'), reader]
  const maps = JSON.parse(execFileSync(getNode(), args).toString()) as Record<string, readonly string[]>
  return new Set(maps[`acked:${writer}`])
}

/** The number of acknowledged keys that are not on disk. */
export function countMissing(folder: string, reader: string, writer: string, acked: number): number {
  const kept = readKept(folder, reader, writer)
  return Array.from({ length: acked }, (_, i) => `${i + 1}`).filter((key) => !kept.has(key)).length
}
