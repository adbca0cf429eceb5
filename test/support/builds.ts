import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { serve } from './serve.mjs'

const PROJECT = resolve(import.meta.dirname, '../..')

/** The changes of a possible later version of the app: a higher database version and a new cell. */
const CHANGES: readonly (readonly [file: string, before: string, after: string])[] = [
  ['src/storage/browser/database.ts', 'factory.open(name, 1)', 'factory.open(name, 2)'],
  [
    'src/storage/browser/database.ts',
    'request.result.createObjectStore(STORE)',
    'request.result.objectStoreNames.contains(STORE) || request.result.createObjectStore(STORE)',
  ],
  [
    'src/model/mark/mark.ts',
    "cells.set('starred', [starred, at])",
    "cells.set('starred', [starred, at]).set('rating', ['five', at])",
  ],
]

function later(): Plugin {
  const left = new Set(CHANGES)
  return {
    name: 'later',
    enforce: 'pre',
    transform(code, id) {
      let changed = code
      for (const change of CHANGES) {
        const [file, before, after] = change
        if (!id.endsWith(file) || !changed.includes(before)) continue
        changed = changed.replace(before, after)
        left.delete(change)
      }
      return changed === code ? null : changed
    },
    buildEnd() {
      if (left.size > 0) this.error(`nothing to change: ${[...left].map(([, before]) => before).join('; ')}`)
    },
  }
}

/** Builds the app as such a later version into a folder. */
export async function buildLater(outDir: string): Promise<void> {
  await build({ root: PROJECT, logLevel: 'error', plugins: [later()], build: { outDir, emptyOutDir: true } })
}

/** A server on which one build replaces another, on the same origin. */
export async function startSite(folder: string) {
  let server = await serve(folder)
  const { url } = server
  return {
    url,
    stop: () => server.close(),
    async release(next: string) {
      await server.close()
      server = await serve(next, { port: Number(new URL(url).port) })
    },
  }
}
