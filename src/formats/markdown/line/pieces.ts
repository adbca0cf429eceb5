import { isLabel } from '../field/words.ts'
import { isText, type Node } from '../tree/nodes.ts'

/** A run of inline content: text with its emphasis, a link with its address, or a line break. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly style: Style }
  | { readonly kind: 'break'; readonly soft: boolean; readonly line: number }

export type Style = 'plain' | 'strong' | 'em' | 'code'

const BLOCK = new Set([
  'p',
  'div',
  'ul',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'table',
  'tr',
  'td',
  'details',
])

/** Caches pieces, since a line is looked at from the lines around it too. */
const known = new WeakMap<readonly Node[], readonly Piece[]>()

/** The pieces of a line or paragraph. A badge gives its link a label, or names a venue. Other images are dropped. */
export function piecesOf(nodes: readonly Node[]): readonly Piece[] {
  let pieces = known.get(nodes)
  if (!pieces) known.set(nodes, (pieces = readPieces(nodes, 'plain')))
  return pieces
}

function readPieces(nodes: readonly Node[], style: Style): readonly Piece[] {
  return nodes.flatMap((node): Piece | readonly Piece[] => {
    if (isText(node)) return textPieces(node.text, style, node.line)
    switch (node.tag) {
      case 'a': {
        // A badge without a target may name a venue.
        if (
          (node.attributes['href'] ?? '') === '' &&
          node.children.some((child) => !isText(child) && child.tag === 'img')
        )
          return readPieces(node.children, style)
        const inner = readPieces(node.children, style)
        const text = plainText(inner) || badgeLabel(node.children)
        const strong = inner.every((piece) => piece.kind === 'text' && piece.style !== 'plain') ? inner[0] : undefined
        const own = strong?.kind === 'text' ? strong.style : style
        return [{ kind: 'link', text, url: node.attributes['href'] ?? '', style: own }]
      }
      case 'img':
        return venueBadge(node.attributes['src'] ?? '', node.attributes['alt'] ?? '')
      case 'br':
        return [{ kind: 'break', soft: false, line: node.line }]
      case 'strong':
        return readPieces(node.children, 'strong')
      case 'em':
        return readPieces(node.children, style === 'plain' ? 'em' : style)
      case 'code':
        return readPieces(node.children, style === 'plain' ? 'code' : style)
      case 'comment':
      case 'input':
      case 'pre':
        return []
      case 'ins': {
        // Some lists underline the venue where others put it in brackets.
        const sign = (text: string): Piece => ({ kind: 'text', text, style })
        return [sign(' ('), ...readPieces(node.children, style), sign(') ')]
      }
      default: {
        const inside = readPieces(node.children, style)
        const cut: Piece = { kind: 'break', soft: false, line: node.line }
        return BLOCK.has(node.tag) ? [cut, ...inside, cut] : inside
      }
    }
  })
}

function textPieces(text: string, style: Style, line: number): Piece | readonly Piece[] {
  if (text !== '' && !text.includes('\n')) return { kind: 'text', text, style }
  return text
    .split('\n')
    .flatMap((part, i): readonly Piece[] => [
      ...(i > 0 ? [{ kind: 'break' as const, soft: true, line: line + i }] : []),
      ...(part === '' ? [] : [{ kind: 'text' as const, text: part, style }]),
    ])
}

/** The text of the pieces, on one line. */
export const plainText = (pieces: readonly Piece[]): string =>
  tidy(pieces.map((piece) => (piece.kind === 'break' ? ' ' : piece.text)).join(''))

/** Makes blanks single and trims the ends. */
export const tidy = (text: string): string => text.replace(/[\s\u0085\u200B\uFEFF]+/g, ' ').trim()

/** Counts the words of a text. Two Chinese or Japanese characters count as one. */
export function wordCount(text: string): number {
  // Most texts have letters of Europe only, and are counted often.
  if (!/[^\0-\u05ff\u2000-\u206f]/.test(text)) return text.match(WORD)?.length ?? 0
  const characters = text.match(CHARACTER)?.length ?? 0
  const words = text.replace(CHARACTER, ' ').match(WORD)?.length ?? 0
  return words + Math.ceil(characters / 2)
}

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const WORD = /[\p{L}\p{N}][^\s]*/gu

const MARKS: Readonly<Record<Style, string>> = { plain: '', strong: '**', em: '*', code: '`' }

/** The text with its emphasis as `*so*` and `**so**` and its code in backquotes, the Markdown of stored highlights. */
export function emphasized(pieces: readonly Piece[]): string {
  let written = ''
  let open: Style = 'plain'
  let run = ''
  const end = () => {
    const words = run.trim()
    const before = run.slice(0, run.length - run.trimStart().length)
    const after = run.slice(run.trimEnd().length)
    // Code that has the mark of code itself goes without.
    const mark = open === 'code' && words.includes('`') ? '' : MARKS[open]
    written += words === '' ? run : `${before}${mark}${words}${mark}${after}`
    run = ''
  }
  for (const piece of pieces) {
    const style: Style = piece.kind === 'break' ? open : piece.style
    if (style !== open) {
      end()
      open = style
    }
    run += piece.kind === 'break' ? ' ' : piece.text
  }
  end()
  return tidy(written)
}

/** Splits pieces into lines, at hard breaks or, with `soft`, at every break. */
export function linesOf(pieces: readonly Piece[], soft: boolean): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.kind === 'break' && (soft || !piece.soft)) lines.push([])
    else lines.at(-1)!.push(piece)
  }
  return lines.filter((line) => line.some(({ kind }) => kind !== 'break'))
}

const SHIELD = /(?:shields\.io\/(?:badge|static\/v1)|badgen\.net\/badge|badge\/)\/?(.*)$/i

/** The text in a badge’s address: "arXiv-2301.00001-red" gives "arXiv 2301.00001". */
function badgeWords(src: string): string {
  const path = SHIELD.exec(src)?.[1]
    ?.replace(/[?#].*$/, '')
    .replace(/\.(?:svg|png)$/, '')
  if (!path) return ''
  try {
    const words = decodeURIComponent(path)
      .replaceAll('__', '_')
      .split(/(?<!-)-(?!-)|\//)
    return tidy(
      words
        .slice(0, words.length > 1 ? -1 : 1)
        .join(' ')
        .replaceAll('--', '-')
        .replaceAll('_', ' '),
    )
  } catch {
    return ''
  }
}

function badgeLabel(children: readonly Node[]): string {
  for (const child of children) {
    if (isText(child) || child.tag !== 'img') continue
    const alt = tidy(child.attributes['alt'] ?? '')
    const src = child.attributes['src'] ?? ''
    // “License: MIT” in a badge is no title.
    if (SHIELD.test(src) && !isLabel(alt) && !/\d\d/.test(alt)) return 'Link'
    if (alt !== '' && !/^(?:static badge|badge|img|image|icon|logo|alt text)$/i.test(alt)) return alt
    if (/github\/stars|github\/forks|badge\/github/i.test(src)) return 'Code'
    return badgeWords(src).split(' ')[0] || alt
  }
  return ''
}

function venueBadge(src: string, alt: string): readonly Piece[] {
  const words = badgeWords(src) || (/^[A-Z][A-Za-z]{2,10}[ -]?'?(?:19|20)?\d\d$/.test(alt) ? alt : '')
  const where = words.replace(/^(?:conference|journal|venue|published(?: in)?|publish|accepted)[\s:]+/i, '')
  return /\b[A-Z][A-Za-z]+\b.*\d\d|^arXiv (?:19|20)\d\d$/.test(where)
    ? [{ kind: 'text', text: ` [${where}] `, style: 'plain' }]
    : []
}

/** The text of a highlight with its emphasis. The address of a link follows its text. */
export function highlightText(pieces: readonly Piece[]): string {
  const spoken = pieces.map((piece): Piece => {
    if (piece.kind !== 'link') return piece
    const bare =
      piece.text === piece.url || piece.url === '' || piece.url.startsWith('#') || /^https?:/.test(piece.text)
    return { kind: 'text', style: piece.style, text: bare ? piece.text : `${piece.text} (${piece.url})` }
  })
  return emphasized(spoken)
}
