import { splitName } from '../../model/paper/personName.ts'
import { fromMarkup, toLine, toMarkup } from '../entry/markup.ts'
import { isEastAsian, isGroup, isNobody, toDisplay } from '../entry/displayName.ts'
import { isObject } from './jsonObjects.ts'

/** A list of values; empty for any other value. */
export const readArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
/** A text on one line; empty for a value that is none. Of a list the first. */
export const readText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? toLine(fromMarkup(String(value)))
    : Array.isArray(value)
      ? readText(value[0])
      : ''
/** The texts in a list. */
export const readTexts = (value: unknown) =>
  readArray(value)
    .map((item) => (typeof item === 'string' ? toLine(item) : ''))
    .filter(Boolean)

/** Names as they are shown. */
export function readCslNames(value: unknown): readonly string[] {
  return readArray(value).flatMap((name) => {
    if (typeof name === 'string') return keep(toDisplay(readText(name)))
    if (!isObject(name)) return []
    const parts = ['given', 'non-dropping-particle', 'dropping-particle', 'family', 'suffix'].map((part) =>
      readText(name[part]),
    )
    const named = parts.filter(Boolean)
    const whole = toLine(named.length > 1 && named.every(isEastAsian) ? [parts[3], parts[0]].join('') : parts.join(' '))
    return keep(readText(name['literal']) || whole || readText(name['name']))
  })
}

const keep = (name: string): readonly string[] => (isNobody(name) ? [] : [name])

/** A name with its parts, or as one text. */
export function toCslName(name: string) {
  const { family, given } = splitName(name)
  return given && !isGroup(name) && !isEastAsian(name.replaceAll(' ', ''))
    ? { family: toMarkup(family), given: toMarkup(given) }
    : { literal: toMarkup(name) }
}
