import type { Bibliography, FieldValue } from '../../model/paper/bibliography.ts'
import { FACT_ENTRIES, isKey, translateType, type FactName, type Facts } from '../bibliography/vocabulary.ts'
import { cslTypeOf } from '../bibliography/typeNames.ts'
import { toLine, toMarkup } from '../entry/markup.ts'
import { readCslNames, readText, toCslName } from './cslValues.ts'

/** Reads what the variables of a CSL item say about its paper. */
export function readCslFacts({ key, type, fields }: Bibliography): Facts {
  const text = (name: string) => readText(fields[name])
  const special: { readonly [F in FactName]?: readonly string[] } = {
    pages: [text('page').replace(/\s*[-–—]+\s*/g, '-')],
    // Semicolons part keywords with commas in them.
    keywords: text('keyword')
      .split(text('keyword').includes(';') ? ';' : ',')
      .map(toLine),
    editor: readCslNames(fields['editor']),
  }
  const named = [text('citation-key'), key].find(isKey) ?? ''
  return {
    key: named,
    // Crossref has types of its own.
    type: translateType(type, 'csl', 'bibtex') || translateType(cslTypeOf(type), 'csl', 'bibtex'),
    values: new Map(FACT_ENTRIES.map(([fact, { csl }]) => [fact, (special[fact] ?? [text(csl)]).filter(Boolean)])),
  }
}

/** Prints facts as variables of CSL. */
export const printCslFacts = (values: Facts['values']): readonly (readonly [name: string, value: FieldValue])[] =>
  FACT_ENTRIES.flatMap(([fact, { csl }]): readonly (readonly [string, FieldValue])[] => {
    const all = values.get(fact) ?? []
    if (all.length === 0) return []
    const separator = fact === 'keywords' && all.some((word) => word.includes(',')) ? '; ' : ', '
    return [[csl, fact === 'editor' ? all.map(toCslName) : toMarkup(all.join(separator))]]
  })
