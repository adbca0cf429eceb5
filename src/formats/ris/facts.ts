import type { Bibliography } from '../../model/paper/bibliography.ts'
import {
  FACT_ENTRIES,
  isKey,
  splitNumbers,
  translateType,
  type FactName,
  type Facts,
} from '../bibliography/vocabulary.ts'
import { fromMarkup, toLine, toMarkup } from '../entry/markup.ts'
import { toSorted } from '../entry/displayName.ts'
import { readNames } from '../entry/personNames.ts'

/** Reads what the tags of a RIS record say about its paper. */
export function readRisFacts({ key, type, fields }: Bibliography): Facts {
  const all = (tag: string) => [fields[tag] ?? []].flat().flatMap((value) => (typeof value === 'string' ? [value] : []))
  const lines = (tag: string) =>
    all(tag)
      .map((text) => toLine(fromMarkup(text)))
      .filter(Boolean)
  const [from = '', to = ''] = [lines('SP')[0], lines('EP')[0]]
  const special: { readonly [F in FactName]?: readonly string[] } = {
    ...splitNumbers(lines('SN')),
    pages: from === '' ? [] : [to === '' || from.includes('-') ? from : `${from}-${to}`],
    keywords: all('KW')
      .flatMap((text) => text.split('\n'))
      .map((text) => toLine(fromMarkup(text))),
    editor: readNames([...lines('ED'), ...lines('A2')]),
  }
  return {
    key: isKey(key) ? key : '',
    type: translateType(type, 'ris', 'bibtex'),
    values: new Map(FACT_ENTRIES.map(([fact, { ris }]) => [fact, (special[fact] ?? lines(ris)).filter(Boolean)])),
  }
}

/** Prints facts as lines of RIS. */
export const printRisFacts = (values: Facts['values']): readonly (readonly [tag: string, value: string])[] =>
  FACT_ENTRIES.flatMap(([fact, { ris }]) =>
    (values.get(fact) ?? []).flatMap((value): readonly (readonly [string, string])[] => {
      const range = fact === 'pages' ? /^([^-,]+)-([^-,]+)$/.exec(value) : null
      if (range) return [['SP', range[1]!] as const, ['EP', range[2]!] as const]
      return [[ris, toMarkup(fact === 'editor' ? toSorted(value) : value)] as const]
    }),
  )
