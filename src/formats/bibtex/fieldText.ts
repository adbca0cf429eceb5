import { fromMarkup, toLine } from '../entry/markup.ts'
import { fromTex } from './tex.ts'
import { splitTex } from './texList.ts'

/** What parts the items of a list in a field. A field with NEVER is one item. */
export const COMMA = /,/y
export const SEMICOLON = /;/y
export const NEVER = /(?!)/y

/** The text of a value on one line. */
export const readLine = (tex: string) => toLine(fromMarkup(fromTex(tex).replace(TAG_IN_FORMULAS, '<$1>')))
/** A tag of a publisher whose brackets were written as formulas. */
const TAG_IN_FORMULAS = /\$<\$(\/?(?:mml:\w+|su[bp]|i|b)\b[^$<>]{0,300})\$>\$/g

/** Reads the items of the lists in fields. */
export const listsIn = (fields: ReadonlyMap<string, string>) => (field: string, separators: RegExp) =>
  splitTex(fields.get(field) ?? '', separators)
    .map(readLine)
    .filter(Boolean)
