// Only these tags: a title may contain "List<T>" or "a < b".
const TAG = /<\/?(?:i|b|u|em|strong|sub|sup|sc|tt|span|inf|italic|bold|scp|p|br|jats:\w+|mml:\w+)(?:\s[^<>]*)?\/?>/gi
// A `<` before the name of a tag. Escaping the characters after it could complete the tag.
const TAG_BEGIN = new RegExp(`<(?=${TAG.source.slice(1, TAG.source.indexOf(')') + 1)})`, 'gi')
const ENTITY =
  /&(?:(amp|lt|gt|quot|apos|nbsp|ndash|mdash|rsquo|lsquo|ldquo|rdquo|hellip)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
}

/** Removes the HTML tags and decodes the entities that publishers leave in titles. */
export function fromMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  return text.replace(TAG, '').replace(ENTITY, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? entity
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : entity
  })
}

/** Escapes text so that `fromMarkup` restores it: only the characters that it would read as markup. */
export function toMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  return text.replace(ENTITY, (entity) => `&amp;${entity.slice(1)}`).replace(TAG_BEGIN, '&lt;')
}

/** Puts text on one line, with single blanks. */
export const toLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
