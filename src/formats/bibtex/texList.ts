import { formulaEnd } from './tex.ts'

/** Pieces of a TeX source between separators that stand neither in braces nor in a formula. `separators` is sticky. */
export function splitTex(tex: string, separators: RegExp): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let from = 0
  let at = 0
  while (at < tex.length) {
    const char = tex[at]
    separators.lastIndex = at
    const found = depth <= 0 ? separators.exec(tex)?.[0].length : undefined
    if (found) {
      pieces.push(tex.slice(from, at))
      at += found
      from = at
      continue
    }
    if (char === '{') depth += 1
    else if (char === '}') depth -= 1
    const end = char === '$' ? formulaEnd(tex, at) : -1
    // A backslash takes the sign after it along: `\$` begins no formula. Braces count all the same.
    if (end > 0) at = end
    else at += char === '\\' && !/[{}]/.test(tex[at + 1] ?? '{') ? 2 : 1
  }
  return [...pieces, tex.slice(from)]
}

/** `tex` with every `separator` that `splitTex` would split at in braces. */
export const protectTex = (tex: string, separator: string): string =>
  splitTex(tex, new RegExp(separator, 'y')).join(`{${separator}}`)
