import { addLink, type PaperFacts } from '../field/paperFacts.ts'
import { labelIn } from './chunks.ts'
import { type Piece, tidy } from './pieces.ts'
import { isLabel, labelOf } from '../field/words.ts'

/** Reads a line of nothing but links, such as "[Paper](…) | [Code](…)" or "Code: https://…". False for other lines. */
export function readLinks(pieces: readonly Piece[], found: PaperFacts): boolean {
  const links = pieces.filter((piece) => piece.kind === 'link')
  if (links.length === 0) return false
  const words = tidy(pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join(''))
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .trim()
  if (words !== '' && !words.split(/\s+/).every((word) => isLabel(word) || /^(?:and|or|on|in|link|links)$/i.test(word)))
    return false
  let key = ''
  let kept = 0
  for (const piece of pieces) {
    if (piece.kind === 'text') key = /([\p{L}][\p{L} -]{0,30})\s*[:：]\s*$/u.exec(piece.text)?.[1]?.trim() ?? ''
    if (piece.kind !== 'link') continue
    const bare = /^https?:|^www\./.test(piece.text)
    const generic = bare || /^(?:links?|here|url|this|点击|链接)$/i.test(piece.text.trim())
    const label = labelIn(piece.text, found)
    // “paper [Title](…)” repeats the title.
    if (label === null && !bare && key === '' && links.length === 1) {
      if (words === '') return false
      key = words
    }
    addLink(
      found,
      generic ? key || (bare ? labelOf(piece.url) : piece.text) : (label ?? (key || piece.text)),
      piece.url,
    )
    kept++
  }
  return kept > 0
}
