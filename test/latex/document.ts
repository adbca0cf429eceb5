import * as fc from 'fast-check'
import { printLatexTable } from '../../src/formats/table/latexTable.ts'
import { LATEX_SIGNS } from '../../src/formats/table/latexSigns.ts'
import type { PaperLine, ShownTable } from '../../src/formats/table/shownTable.ts'
import { line } from '../support/entries.ts'

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
const LATIN = Array.from({ length: 0x17f - 0xa1 }, (_, i) => String.fromCharCode(0xa1 + i))
const FORMULAS = [
  '$O(n \\log n)$',
  '$x_i^2$',
  'for $5 and $6',
  '$a & b$',
  '$$\\frac{1}{2}$$',
  '$\\%$',
  '$',
  '$$',
  '$a$b',
]

/** A document of tables with every sign that is printed as a command, and many texts at random. */
export function toDocument(texts: number): { readonly document: string; readonly tables: number } {
  const isPlain = (cells: readonly string[]) => !printLatexTable(toTable([cells])).includes('LuaLaTeX')
  const tables = [
    toTable(
      [
        ...LATEX_SIGNS.map(([sign]) => [sign, `a ${sign}${sign} b`]),
        ...ASCII.map((sign) => [`${sign}${sign}`, `a${sign}a`]),
        ...LATIN.map((sign) => [sign, '–—‘’‚“”„†‡•…‰‹›€™']),
        ...FORMULAS.map((formula) => [formula, `a ${formula} b`]),
      ].filter(isPlain),
    ),
    ...fc.sample(fc.tuple(line, line).filter(isPlain), texts).map((cells) => toTable([cells])),
  ]
  const document = [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage{array,booktabs,longtable,amssymb,hyperref}',
    '\\begin{document}',
    ...tables.map(printLatexTable),
    '\\end{document}',
  ]
  return { document: document.join('\n\n'), tables: tables.length }
}

const toTable = (rows: readonly (readonly string[])[]): ShownTable => ({
  columns: [
    { id: 'title', label: '[Title]' },
    { id: 'note.value', label: '100% & more' },
    { id: 'links', label: 'Links' },
  ],
  lines: [
    { group: 'Group_1', depth: 0 },
    { group: 'Below $it', depth: 1 },
    ...rows.map((cells, at): PaperLine => ({
      cells: [...cells, [{ label: 'PDF_1', url: 'https://a.org/50%25_#{a}~' }]],
      cite: `key_${at}`,
    })),
  ],
})
