import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import { isDatabaseNote, noteFromHtml, statusInExtra } from '../entry/readerWords.ts'
import { readStatus } from '../entry/statusWords.ts'
import { READER_FIELDS } from './fields.ts'
import { listsIn, NEVER } from './fieldText.ts'
import { fromTex } from './tex.ts'

/** The keys of Paperpile, whose keywords are the user’s labels and folders. */
const PAPERPILE = /^\p{L}[\p{L}'_-]{0,60}\d{4}-[a-z]{2}$/u

/** The user’s mark in the fields that programs of users write. */
export function readBibtexMark(fields: ReadonlyMap<string, string>, key: string): Mark | null {
  const list = listsIn(fields)
  const own = READER_FIELDS.some((field) => fields.has(field)) || PAPERPILE.test(key)
  const tags = [
    ...(own ? list('keywords', /[,;]/y) : []),
    ...list('mendeley-tags', /[,;]/y),
    ...list('priority', NEVER).filter((priority) => /^prio\d$/i.test(priority)),
  ]
  const text = (field: string) => fromTex(fields.get(field) ?? '')
  // JabRef has the first, BibDesk the second, Papers the third, and Zotero writes its field “Extra” into notes.
  const said = ['readstatus', 'read', 'date-read'].map((field) => readStatus(text(field).trim()))
  const status = said.find((found) => found !== undefined) ?? statusInExtra(text('note'))
  const isOwn = fields.has('readstatus')
  // JabRef has a comment for each user.
  const comments = [...fields.keys()].filter((field) => field.startsWith('comment-'))
  const note =
    ['annotation', 'annote', 'comment', ...comments, 'review']
      .map(text)
      .map((words) => (isOwn ? words : isDatabaseNote(words) ? '' : noteFromHtml(words)))
      .find(Boolean) ?? ''
  const rank = /^(?:rank)?([1-5])$/.exec((fields.get('ranking') ?? fields.get('rating') ?? '').trim())?.[1]
  if (rank && rank !== '5') tags.push(`${rank} ${rank === '1' ? 'star' : 'stars'}`)
  const starred = /^(?:relevant|true)$/i.test(fields.get('relevance')?.trim() ?? '') || rank === '5'
  if (!status && !starred && tags.length === 0 && note.trim() === '') return null
  return { status: status ?? UNMARKED.status, starred, tags: [...new Set(tags)], note }
}
