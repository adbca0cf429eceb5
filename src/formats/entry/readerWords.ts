import type { Status } from '../../model/mark/mark.ts'
import { abstractFromMarkup } from './markup.ts'
import { readStatus } from './statusWords.ts'

/**
 * What databases write into the fields for notes, by how it begins: dates of exports, citations, identifiers, sponsors,
 * comments for arXiv. None of it is the user’s.
 */
const BEGINNINGS = new RegExp(
  `^\\s*(?:${[
    'export date|query date|accession number|isi document|compendex|full publication date|cover date',
    'cited by|cited references?:?|times cited|total times cited|references?:|number of references|\\d+ cit(?:es|ations?)\\b',
    'funding (?:details|text|information|agency)|correspondence(?: address)?[:;]|(?:author|index) keywords:|chemicals|coden\\b|tradenames:|manufacturers:',
    'date (?:completed|revised|created)|last updated|subjectsterm|document feature|(?:publisher )?copyright(?: -|:| [\\d(©{])|compilation and indexing',
    'doi ?[:1]|https?://(?:dx\\.)?doi\\.org/|10\\.\\d{4}|issn\\b|isbn\\b|pmc?id\\b|\\d{4}-\\d{3}[\\dx]\\b|l\\d{7,10}\\b|mr\\d{5}|zbl\\b',
    '(?:publisher|place|language|volume|part of|series title|conference (?:name|code|date|proceedings)) ?:|_?eprint|backup publisher|original doi',
    'article$|journal article|article type|\\[journal:|includes (?:bibliographical|index)|from duplicate \\d|comment (?:in|on):',
    '(?:comment:? ?)?\\d+ pages?(?:[,;.]|$)|\\d+ ?(?:pp|pages)$',
  ].join('|')})`,
  'i',
)

/** Whether a database wrote a text into a field for notes. */
export const isDatabaseNote = (text: string): boolean =>
  BEGINNINGS.test(text) || /Using Smart Source Parsing|\nNumber of references:/.test(text.slice(0, 1_000))

const isHtml = (note: string) => /^\s*<(?:p|div|h[1-6]|ul|ol|blockquote)\b[^<>]{0,500}>/i.test(note)

/** A note as plain lines, from the HTML of Zotero. Other text stays as it is. */
export const noteFromHtml = (note: string): string =>
  isHtml(note)
    ? abstractFromMarkup(
        note
          .replace(/\s+/g, ' ')
          .replace(/<a\s[^<>]{0,500}?href="([^"<>]{1,1000})"[^<>]{0,500}>([^<>]{1,500})<\/a>/gi, '[$2]($1)')
          .replace(/<li\b[^<>]{0,500}>/gi, '<p>- ')
          .replace(/<\/?(?:div|blockquote|pre|tr)\b[^<>]{0,500}>/gi, '<p>')
          .replace(/<(?!\/?(?:p|br|h[1-6]|b|i|u|em|strong|su[bp]|span)\b)\/?[a-z][^<>]{0,500}>/gi, ' '),
      )
    : note

/** What a user says of a paper in the field “Extra” of Zotero, whose lines have names; undefined without it. */
export function statusInExtra(text: string): Status | undefined {
  const [, status = ''] = /\bRead_Status:[ \t]*([A-Za-z -]{2,20}?)(?=\s*(?:Read_Status_Date|[\n;]|$))/i.exec(text) ?? []
  return readStatus(status) ?? (/\bRead_Status_Date:[ \t]*\d{4}/i.test(text) && status === '' ? 'read' : undefined)
}
