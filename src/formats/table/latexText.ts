import { isFormula } from '../../model/note/math.ts'
import { LATEX_SIGNS } from './latexSigns.ts'

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ...'& % # _ $ { }'.split(' ').map((sign) => [sign, `\\${sign}`] as const),
  ...LATEX_SIGNS,
])

/** Blanks at which no line breaks, and the thin one. */
const HARD_BLANKS = '\u00a0\u202f\u2009'

/** Signs of which LaTeX makes another sign where two follow each other. */
const LIGATURES = "-`',"

/** A text on one line as LaTeX prints it. Formulas between dollars stay formulas. */
export function toLatex(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/\s+/g, (blanks) => (blanks.length === 1 && HARD_BLANKS.includes(blanks) ? blanks : ' '))
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
  let tex = ''
  for (let at = 0; at < line.length;) {
    const formula = line[at] === '$' ? formulaAt(line, at) : null
    const sign = String.fromCodePoint(line.codePointAt(at)!)
    if (formula !== null) tex += `$${formula.inside}$`
    else if (LIGATURES.includes(sign) && tex.endsWith(sign)) tex += `{}${sign}`
    // LaTeX reads ?` as an inverted question mark.
    else if (sign === '`' && /[?!]$/.test(tex)) tex += '{}`'
    else tex += ESCAPES.get(sign) ?? sign
    at = formula?.end ?? at + sign.length
  }
  return tex
}

function formulaAt(text: string, at: number): { readonly inside: string; readonly end: number } | null {
  const mark = text.startsWith('$$', at) ? '$$' : '$'
  const close = text.indexOf(mark, at + mark.length)
  const inside = text.slice(at + mark.length, close)
  const end = close + mark.length
  return close >= 0 && isFormula(inside, text.slice(end, end + 1)) && isWhole(inside) ? { inside, end } : null
}

/** Whether a formula breaks nothing around it: it is ASCII, its braces balance, and no sign of it ends a cell or a line. */
function isWhole(formula: string): boolean {
  if (!/^[ -~]+$/.test(formula) || /[_^]\s*(?:[_^}]|$)/.test(formula)) return false
  let depth = 0
  for (let at = 0; at < formula.length; at += 1) {
    const sign = formula[at]!
    if (sign === '\\') {
      at += 1
      if (at === formula.length || formula[at] === '\\') return false
    } else if ('%#&$~'.includes(sign)) return false
    else if (sign === '{') depth += 1
    else if (sign === '}' && (depth -= 1) < 0) return false
  }
  return depth === 0
}

/** An address as `\href` takes it. */
export const toLatexUrl = (url: string): string =>
  url.replace(/[\\{}~^|<>"`\s]/g, encodeURIComponent).replace(/[%#&_$]/g, '\\$&')
