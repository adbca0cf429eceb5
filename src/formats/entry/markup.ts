import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import { toParagraphs } from '../../model/text/paragraphs.ts'

// Only these tags: a title may contain "List<T>" or "a < b".
const NAMES =
  'i|b|u|em|strong|sub|sup|sc|tt|span|inf|italic|bold|scp|p|br|h[1-6]|math|m(?:i|n|o|row|sub|sup|subsup|frac|text)|jats:\\w+|mml:\\w+'
// Publishers put a blank before a lowered or raised word.
const TAG = new RegExp(` ?<(?:sub|sup|inf)>|</?(?:${NAMES})(?:\\s[^<>]*)?/?>`, 'gi')
/** A tag that was escaped once. `toMarkup` leaves the end of a tag as it is, so that it is none of these. */
const ESCAPED_TAG = new RegExp(` ?&lt;(?:sub|sup|inf)&gt;|&lt;/?(?:${NAMES})(?:\\s(?:(?!&[lg]t;)[^<>])*)?/?&gt;`, 'gi')
// A `<` before the name of a tag. Escaping the characters after it could complete the tag.
const TAG_BEGIN = new RegExp(`<(?=/?(?:${NAMES}))`, 'gi')
const ENTITY = /&(?:([a-z][a-z0-9]{1,31})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi

/** An entity that was escaped again. `toMarkup` writes `&#38;` where `&amp;` is meant as it stands. */
const ESCAPED_TWICE = new RegExp(`&amp;(?=${ENTITY.source.slice(1)})`, 'gi')

/** Removes the HTML tags and decodes the entities that publishers leave in titles. */
export function fromMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  const once = text.replace(ESCAPED_TWICE, '&').replace(TAG, '').replace(ESCAPED_TAG, '')
  return fromEntities(once)
}

/** Decodes entities: "&uuml;", "&#252;" or "&#xfc;". */
export const fromEntities = (text: string): string =>
  text.replace(ENTITY, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name) return name === 'nbsp' ? ' ' : decodeNamedCharacterReference(name) || entity
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : entity
  })

/** Tags of paragraphs and of their titles. All of them match `TAG`. */
const BLOCK = /<\/?(?:p|br|h[1-6]|jats:(?:p|sec|title|list|list-item|break))(?:\s[^<>]*)?\/?>/gi
const OWN_TITLE = /^\s*<(jats:title|h[1-6])(?:\s[^<>]*)?>\s*(?:abstract|summary)\s*:?\s*<\/\1>/i

/** Plain paragraphs of an abstract, from text with or without the HTML or JATS tags of publishers. */
export function abstractFromMarkup(text: string): string {
  const abstract = toParagraphs(fromMarkup(text.replace(OWN_TITLE, '').replace(BLOCK, '\n\n')))
  return NONE.test(abstract) ? '' : abstract
}

/** What databases write where a paper has no abstract. */
const NONE = /^\[?no abstract(?: available)?\]?\.?$/i

/** Escapes text so that `fromMarkup` restores it: only the characters that it would read as markup. */
export function toMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  return text.replace(ENTITY, (entity) => `&#38;${entity.slice(1)}`).replace(TAG_BEGIN, '&lt;')
}

/** Puts text on one line, with single blanks. */
export const toLine = (text: string): string => text.replace(/[\s\u0085]+/g, ' ').trim()
