import { formulaEnd } from './tex.ts'

/** Splits a TeX source at separators outside braces and formulas. `separators` must be sticky. */
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
    // A backslash escapes the next character, so `\$` starts no formula. An escaped brace still counts.
    if (end > 0) at = end
    else at += char === '\\' && !/[{}]/.test(tex[at + 1] ?? '{') ? 2 : 1
  }
  return [...pieces, tex.slice(from)]
}

/** Puts every `separator` at which `splitTex` would split into braces. */
export const protectTex = (tex: string, separator: string): string =>
  splitTex(tex, new RegExp(separator, 'y')).join(`{${separator}}`)
