import { isWebAddress } from './safeUrl.ts'
import { isBibliography, isObject, isText, isTime, MAX_DEPTH } from './listFields.ts'
import type { ListHead } from './list.ts'
import type { Paper } from './paper.ts'
import { withCitation } from './titleIdentity.ts'

/** A paper as it is stored: it lacks the fields that are empty, and those that an older version did not have. */
export type StoredPaper = Omit<Paper, 'abstract' | 'addedAt'> & Partial<Pick<Paper, 'abstract' | 'addedAt'>>

/** Whether a value is a valid paper of a stored list: every field has its type, and none that it must have is absent. */
export function isKeptPaper(value: unknown): value is StoredPaper {
  if (!isObject(value)) return false
  const {
    id,
    aliases,
    title,
    year,
    venue,
    topics,
    links,
    highlights,
    abstract = '',
    addedAt = null,
    editedAt = 0,
    bibliography,
  } = value
  return (
    isText(id) &&
    areTexts(aliases) &&
    aliases.length > 0 &&
    isText(title) &&
    typeof venue === 'string' &&
    (year === null || Number.isInteger(year)) &&
    [value['authors'], value['affiliations'], value['awards'], value['notices']].every(areTexts) &&
    Array.isArray(topics) &&
    topics.every((topic) => areTexts(topic) && topic.length <= MAX_DEPTH) &&
    Array.isArray(links) &&
    links.every(isLink) &&
    areHighlights(highlights, 1) &&
    typeof abstract === 'string' &&
    (addedAt === null || isTime(addedAt)) &&
    isTime(editedAt) &&
    (bibliography === undefined || isBibliography(bibliography))
  )
}

/** A stored paper with all fields and identities. */
export const completeStored = ({ abstract = '', addedAt = null, ...rest }: StoredPaper): Paper =>
  withCitation({ ...rest, abstract, addedAt })

/** Parses the first line of a stored list; null if it is no object. `file` replaces a missing id or title. */
export function readKeptHead(file: string, value: unknown): ListHead | null {
  if (!isObject(value)) return null
  const { id, title, homepage, paperList, acceptance } = value
  const { accepted, submitted, percent } = isObject(acceptance) ? acceptance : {}
  const isCounted = typeof accepted === 'number' && typeof submitted === 'number' && typeof percent === 'number'
  return {
    id: isText(id) ? id : file,
    title: isText(title) ? title : file,
    homepage: toAddress(homepage),
    paperList: toAddress(paperList),
    acceptance: isCounted ? { accepted, submitted, percent } : null,
  }
}

const toAddress = (value: unknown) => (typeof value === 'string' && isWebAddress(value) ? value : null)

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isLink = (value: unknown) =>
  isObject(value) && typeof value['label'] === 'string' && typeof value['url'] === 'string' && isSafe(value['url'])

/** Most URLs have this plain shape and need no URL parser. */
const PLAIN = /^https?:\/\/[\w.-]+(?:[/?#][!-~]*)?$/
const isSafe = (url: string) => PLAIN.test(url) || isWebAddress(url)

const areHighlights = (value: unknown, depth: number): boolean =>
  Array.isArray(value) &&
  depth <= MAX_DEPTH + 1 &&
  value.every(
    (item) => isObject(item) && typeof item['text'] === 'string' && areHighlights(item['children'], depth + 1),
  )
