import { landingPage } from '../model/paper/identity.ts'
import { citationKeys } from './bibtex/citationKeys.ts'
import { printBibtexEntries } from './bibtex/print.ts'
import type { Entry } from './entry/entry.ts'

/** The formats in which the user copies papers, in menu order. */
export const COPIES = {
  title: (entries) => entries.map(({ title }) => title).join('\n'),
  markdown: (entries) => printEach(entries.map(printLink)),
  bibtex: printBibtexEntries,
  /** For LaTeX, with the keys that the same papers have in BibTeX. */
  cite: (entries) => `\\cite{${citationKeys(entries).join(',')}}`,
} as const satisfies Readonly<Record<string, (entries: readonly Entry[]) => string>>

export type CopyName = keyof typeof COPIES

/** One item is for use in a sentence. Several become a list. */
const printEach = (items: readonly string[]) =>
  items.length === 1 ? items[0]! : items.map((item) => `- ${item}\n`).join('')

function printLink({ title, links }: Entry): string {
  const text = title.replace(/[\\`*_[\]<>~]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&')
  const page = landingPage(links)
  return page === undefined
    ? text
    : `[${text}](${page.replace(/[\\()<>\s]/g, (sign) => encodeURIComponent(sign).replace(/[()]/g, '\\$&'))})`
}
