/** A token of HTML: a start tag, an end tag, a text or a comment. */
export type Token =
  | { readonly kind: 'open'; readonly tag: string; readonly attributes: Attributes; readonly at: number }
  | { readonly kind: 'close'; readonly tag: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'comment'; readonly text: string; readonly at: number }

export type Attributes = Readonly<Record<string, string>>

/** Tags without content and end tag. */
export const VOID = new Set(['br', 'img', 'hr', 'input', 'meta', 'link', 'col', 'wbr', 'source'])

const TAG = /<(\/?)([a-z][a-z0-9-]*)([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*)>/iy
const ATTRIBUTE = /([a-z][a-z0-9_:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi
const WRITTEN: ReadonlySet<string> = new Set(['href', 'src', 'alt', 'colspan', 'title'])

/** Splits HTML into tags, texts and comments, in linear time. `at` is an offset in `html`. All else is text. */
export function tokenize(html: string): readonly Token[] {
  const tokens: Token[] = []
  let from = 0
  const flush = (to: number) => {
    if (to > from) tokens.push({ kind: 'text', text: html.slice(from, to), at: from })
  }
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', Math.max(from, at + 1))) {
    if (html.startsWith('<!--', at)) {
      flush(at)
      const end = html.indexOf('-->', at + 4)
      tokens.push({ kind: 'comment', text: html.slice(at + 4, end < 0 ? html.length : end), at })
      from = end < 0 ? html.length : end + 3
      continue
    }
    TAG.lastIndex = at
    const match = TAG.exec(html)
    if (!match) continue
    flush(at)
    from = TAG.lastIndex
    const tag = match[2]!.toLowerCase()
    if (match[1]) tokens.push({ kind: 'close', tag, at })
    else tokens.push({ kind: 'open', tag, attributes: readAttributes(match[3]!), at })
  }
  flush(html.length)
  return tokens
}

function readAttributes(text: string): Attributes {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase()
    if (WRITTEN.has(key)) attributes[key] ??= decodeAmpersands(double ?? single ?? bare ?? '')
  }
  return attributes
}

const decodeAmpersands = (text: string): string => text.replaceAll('&amp;', '&').trim()
