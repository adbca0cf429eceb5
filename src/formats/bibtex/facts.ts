import type { Bibliography } from '../../model/paper/bibliography.ts'
import { FACT_ENTRIES, type FactName, type Facts } from '../bibliography/vocabulary.ts'
import { toMarkup } from '../entry/markup.ts'
import { readAuthors } from './authors.ts'
import { readLine } from './fieldText.ts'
import { printName } from './authors.ts'
import { toTex } from './tex.ts'
import { protectTex, splitTex } from './texList.ts'

/** Reads what the fields of a BibTeX entry say about its paper. */
export function readBibtexFacts({ key, type, fields }: Bibliography): Facts {
  const raw = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const values = FACT_ENTRIES.map(([fact, { bibtex }]) => {
    const tex = bibtex.map(raw).find(Boolean) ?? ''
    return [fact, (READERS[fact] ?? readOne)(tex).filter(Boolean)] as const
  })
  return { key, type, values: new Map(values) }
}

type Read = (tex: string) => readonly string[]
const readOne: Read = (tex) => [readLine(tex)]
const READERS: { readonly [F in FactName]?: Read } = {
  keywords: (tex) => splitTex(tex, /[,;]/y).map(readLine),
  editor: readAuthors,
  pages: (tex) => [readLine(tex).replace(/\s*[-–—]+\s*/g, '-')],
}

/** Prints facts as fields of BibTeX, with their TeX. */
export const printBibtexFacts = (values: Facts['values']): readonly (readonly [field: string, tex: string])[] =>
  FACT_ENTRIES.flatMap(([fact, { bibtex }]) => {
    const all = values.get(fact) ?? []
    return all.length === 0 ? [] : [[bibtex[0]!, (PRINTERS[fact] ?? printOne)(all)] as const]
  })

type Print = (all: readonly string[]) => string
const print = (text: string) => toTex(toMarkup(text))
const printOne: Print = (all) => print(all.join(', '))
const PRINTERS: { readonly [F in FactName]?: Print } = {
  keywords: (all) => all.map((word) => protectTex(protectTex(print(word), ','), ';')).join(', '),
  editor: (all) => all.map(printName).join(' and '),
  pages: (all) => all.map((range) => print(range).replace(/-(?:\{\})?-*/g, '--')).join(', '),
}
