import { UNMARKED } from '../../model/mark/mark.ts'
import { labelOf } from '../entry/addresses.ts'
import { BLANK, type Entry } from '../entry/entry.ts'
import { parseOutline } from '../entry/highlightOutline.ts'
import { readStatus } from '../entry/statusWords.ts'
import { isObject, type Json } from '../json/jsonObjects.ts'
import { parseOffprintComment, withOwnFields } from '../markdown/outline/ownComment.ts'
import type { FrontMatter } from './frontMatter.ts'
import { OWN } from './noteShape.ts'
import { toNote, type FileLinks } from './noteLinks.ts'

/** The line between the highlights of the paper and the note, which Markdown does not show. */
export const NOTE_BEGIN = '<!-- my note -->'
export const NOTICE = 'Notice: '

/** Reads a note file that `printNotes` has printed. */
export function readOwnNote({ properties, body }: FrontMatter): Entry {
  const text = (key: string) => (typeof properties[key] === 'string' ? properties[key] : '')
  const texts = (key: string) => textsOf(properties[key])
  const { starred, year } = properties
  const own = typeof properties[OWN] === 'string' ? properties[OWN] : '{}'
  const { list: _list, ...said } = parseOffprintComment(own) ?? {}
  const begin = `${NOTE_BEGIN}\n`
  const at = body.startsWith(begin) ? 0 : body.indexOf(`\n${begin}`) + 1
  const hasPoints = body.startsWith(begin) || at > 0
  const points = parseOutline(hasPoints ? body.slice(0, at) : '')
  const below = (hasPoints ? body.slice(at + begin.length) : body).replace(/^\n/, '').replace(/\n$/, '')
  const status = readStatus(text('status'))
  const mark = status && {
    status,
    starred: starred === true,
    tags: texts('tags'),
    note: toNote(below, fileLinksOf(own)),
  }
  const entry = {
    ...BLANK,
    title: text('title'),
    authors: texts('authors'),
    year: typeof year === 'number' ? year : null,
    venue: text('venue'),
    doi: text('doi'),
    arxiv: text('arxiv'),
    abstract: text('abstract'),
    topics: texts('topics').map((path) => path.split('/')),
    affiliations: texts('affiliations'),
    awards: texts('awards'),
    links: texts('links').map((url) => ({ label: labelOf(url), url })),
    highlights: points.filter(({ text: words }) => !words.startsWith(NOTICE)),
    notices: points
      .filter(({ text: words }) => words.startsWith(NOTICE))
      .map(({ text: words }) => words.slice(NOTICE.length)),
    // A note that was written into the file of a paper without a mark is not lost.
    mark: mark ?? (below.trim() === '' ? null : { ...UNMARKED, note: below }),
  }
  return withOwnFields(entry, said)
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : typeof value === 'string' ? [value] : []

/** The links among what the property says, if it is not damaged. */
function fileLinksOf(own: string): FileLinks {
  try {
    const { fileLinks } = JSON.parse(own) as Json
    if (!isObject(fileLinks)) return {}
    return Object.fromEntries(
      Object.entries(fileLinks).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    return {}
  }
}
