import { STATUSES, type Status } from '../../../model/mark/mark.ts'
import type { Highlight } from '../../../model/paper/paper.ts'
import type { Bibliography } from '../../../model/paper/bibliography.ts'
import type { Entry } from '../../entry/entry.ts'
import { isImprint } from '../field/imprint.ts'

/** The fields that a printed list puts into a comment, because its style cannot express them. */
export type OwnFields = Partial<Omit<Entry, 'line' | 'bibliography'>> & {
  /** Null where the texts of the paper only read like one. */
  readonly bibliography?: Bibliography | null
}

/** The first and the last line of the comment, without their indent. */
export const OWN_BEGIN = '<!-- offprint'
export const OWN_END = '-->'

// Longest string on one line, in characters, since the parser cuts long lines. A longer string is in parts.
const LONGEST_PART = 4000

/** Prints fields as a hidden comment, which `parseOffprintComment` reads. Each line begins with `indent`. */
export function printOwn(fields: OwnFields | { readonly list: string }, indent: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `"${name}":${encode(value)}`)
  return [OWN_BEGIN, ...`{${lines.join(',\n')}}`.split('\n'), OWN_END].map((line) => indent + line).join('\n')
}

function encode(value: unknown): string {
  if (typeof value === 'string') {
    if (value.length <= LONGEST_PART) return quote(value)
    const parts = value.match(/[\s\S]{1,3000}/g) ?? []
    return `{"parts":[\n${parts.map(quote).join(',\n')}]}`
  }
  if (Array.isArray(value)) return `[${value.map(encode).join(',\n')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `"${key}":${encode(item)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}

/** Text as JSON, without characters that end a comment or look like a template tag. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(/[<>{}%\u007f-\u009f\u2028\u2029\ufeff`~]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })

/** Parses the output of `printOwn`. Null if it is not JSON. Drops a field of the wrong shape. */
export function parseOffprintComment(text: string): (OwnFields & { readonly list?: string }) | null {
  let json: unknown
  try {
    json = decode(JSON.parse(text))
  } catch {
    return null
  }
  if (!isObject(json)) return null
  const { title, venue, doi, arxiv, list, year, mark, bibliography } = json
  const authors = listOf(json['authors'], isText)
  const affiliations = listOf(json['affiliations'], isText)
  const awards = listOf(json['awards'], isText)
  const notices = listOf(json['notices'], isText)
  const topics = listOf(json['topics'], isTexts)
  const links = listOf(json['links'], isLink)
  const highlights = listOf(json['highlights'], isHighlight)
  return {
    ...(isText(list) && { list }),
    ...(isText(title) && { title }),
    ...(isText(venue) && { venue }),
    ...(isText(doi) && { doi }),
    ...(isText(arxiv) && { arxiv }),
    ...((year === null || (typeof year === 'number' && Number.isFinite(year))) && { year }),
    ...(authors && { authors }),
    ...(affiliations && { affiliations }),
    ...(awards && { awards }),
    ...(notices && { notices }),
    ...(topics && { topics }),
    ...(links && { links }),
    ...(highlights && { highlights }),
    ...((mark === null || isMark(mark)) && { mark }),
    ...((bibliography === null || isImprint(bibliography)) && { bibliography }),
  }
}

/** An entry with the fields of a comment in place of its own. */
export function withOwnFields({ bibliography: read, ...entry }: Entry, own: OwnFields): Entry {
  const { bibliography = read, ...said } = own
  return { ...entry, ...said, ...(bibliography && { bibliography }) }
}

function listOf<Value>(value: unknown, is: (item: unknown) => item is Value): readonly Value[] | null {
  return Array.isArray(value) && value.every(is) ? value : null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is readonly string[] => listOf(value, isText) !== null
const isLink = (value: unknown): value is Entry['links'][number] =>
  isObject(value) && isText(value['label']) && isText(value['url'])
const isHighlight = (value: unknown): value is Highlight =>
  isObject(value) &&
  isText(value['text']) &&
  Array.isArray(value['children']) &&
  (value['children'] as unknown[]).every(isHighlight)
const isMark = (value: unknown): value is NonNullable<Entry['mark']> =>
  isObject(value) &&
  STATUSES.includes(value['status'] as Status) &&
  typeof value['starred'] === 'boolean' &&
  isText(value['note']) &&
  Array.isArray(value['tags']) &&
  (value['tags'] as unknown[]).every(isText)

/** Joins the parts of long strings. */
function decode(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(decode)
  if (!isObject(value)) return value
  const { parts } = value
  if (Array.isArray(parts) && (parts as unknown[]).every(isText)) return (parts as string[]).join('')
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]))
}
