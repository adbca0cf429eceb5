import { readFileSync } from 'node:fs'
import type { Fetched } from '../../src/storage/lists/bundledLists.ts'

const toBytes = (text: string) => Uint8Array.from(Buffer.from(text)).buffer

/** The bundled list, as it is fetched. */
export const atc24 = (): Fetched => ({ name: 'atc24.json', bytes: toBytes(readFileSync('data/atc24.json', 'utf8')) })

/** A list with these papers, as it is fetched. */
export const listOf = (papers: readonly unknown[], id = 'test'): Fetched => ({
  name: `${id}.json`,
  bytes: toBytes(JSON.stringify({ id, title: id, venue: 'TEST', year: 2024, papers })),
})

/** So many papers, with numbered titles. */
export const manyPapers = (count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, i) => ({ title: `Paper ${String(i + 1).padStart(4, '0')}` }))
