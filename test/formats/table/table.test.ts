import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCells } from '../../../src/formats/csv/cells.ts'
import { plainText, piecesOf } from '../../../src/formats/markdown/line/pieces.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { isText, type Element, type Node } from '../../../src/formats/markdown/tree/nodes.ts'
import { toSource } from '../../../src/formats/markdown/tree/source.ts'
import { readTree } from '../../../src/formats/markdown/tree/tree.ts'
import { printCsvTable } from '../../../src/formats/table/csvTable.ts'
import { printLatexTable } from '../../../src/formats/table/latexTable.ts'
import { toLatex } from '../../../src/formats/table/latexText.ts'
import { printMarkdownTable } from '../../../src/formats/table/markdownTable.ts'
import type { ShownCell, ShownTable } from '../../../src/formats/table/shownTable.ts'
import type { AnyFieldId } from '../../../src/model/query/fields.ts'
import { SIGNS_OF_FORMATS } from '../../support/entries.ts'

const toTable = (
  columns: readonly (readonly [AnyFieldId, string])[],
  lines: readonly (readonly [cite: string, ...cells: ShownCell[]] | string)[],
): ShownTable => ({
  columns: columns.map(([id, label]) => ({ id, label })),
  lines: lines.map((line) =>
    typeof line === 'string' ? { group: line, depth: 0 } : { cite: line[0], cells: line.slice(1) },
  ),
})

const SURVEY = toTable(
  [
    ['title', 'Title'],
    ['note.dataset', 'Dataset'],
    ['note.speedup', 'Speed-up'],
  ],
  [
    'ImageNet & co',
    ['roe2024metis', 'Metis: 100% faster', 'ImageNet, LAION', '2.4×'],
    'YCSB',
    ['li2023hydra', 'Hydra_2', '', '10×'],
  ],
)

/** The tables of a Markdown text, as the app reads them: rows of the texts of their cells. */
function readMarkdownTable(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (isText(node)) continue
      if (node.tag === 'tr')
        rows.push(
          node.children.filter((one): one is Element => !isText(one)).map((td) => plainText(piecesOf(td.children))),
        )
      else visit(node.children)
    }
  }
  visit(readTree(toSource(text)).root.children)
  return rows
}

describe('Markdown', () => {
  test('a table has its columns, right-aligned numbers, and groups in bold', () => {
    expect(printMarkdownTable(SURVEY)).toBe(
      [
        '| Title | Dataset | Speed-up |',
        '| --- | --- | ---: |',
        '| **ImageNet & co** |',
        '| Metis: 100% faster | ImageNet, LAION | 2.4× |',
        '| **YCSB** |',
        '| Hydra_2 |  | 10× |',
        '',
      ].join('\n'),
    )
  })
  test('a table is read again with its groups as topics', () => {
    const { entries } = parseMarkdown(printMarkdownTable(SURVEY))
    expect(entries.map(({ title, topics }) => [title, topics])).toEqual([
      ['Metis: 100% faster', [['ImageNet & co']]],
      ['Hydra_2', [['YCSB']]],
    ])
  })
  test('links keep their names and addresses', () => {
    const links = [
      { label: 'PDF', url: 'https://a.org/x|y_(z).pdf' },
      { label: 'Code [a|b]', url: 'https://b.org/?a=1&b=*' },
    ]
    expect(printMarkdownTable(toTable([['links', 'Links']], [['', links]])).split('\n')[2]).toBe(
      '| [PDF](https://a.org/x%7Cy_\\(z\\).pdf) [Code \\[a\\|b\\]](https://b.org/?a=1&b=*) |',
    )
  })
  test('any text of a cell is read again as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cellText, cellText), { minLength: 1, maxLength: 4 }), (cells) => {
        const rows = cells.map(([a, b]) => ['', a, b] as const)
        const read = readMarkdownTable(
          printMarkdownTable(
            toTable(
              [
                ['title', 'T'],
                ['note.b', 'B'],
              ],
              rows,
            ),
          ),
        )
        expect(read).toEqual([['T', 'B'], ...cells.map((row) => row.map(onOneLine))])
      }),
      { numRuns: 500 },
    )
  })
})

describe('CSV', () => {
  test('groups are the first column', () => {
    expect(printCsvTable(SURVEY)).toBe(
      'Group,Title,Dataset,Speed-up\r\nImageNet & co,Metis: 100% faster,"ImageNet, LAION",2.4×\r\nYCSB,Hydra_2,,10×\r\n',
    )
  })
  test('groups within groups are named with those above', () => {
    const table: ShownTable = {
      columns: [{ id: 'title', label: 'Title' }],
      lines: [
        { group: 'Storage', depth: 0 },
        { group: 'SSD', depth: 1 },
        { cells: ['One'], cite: '' },
        { group: 'Networks', depth: 0 },
        { cells: ['Two'], cite: '' },
      ],
    }
    expect(printCsvTable(table)).toBe('Group,Title\r\nStorage > SSD,One\r\nNetworks,Two\r\n')
  })
  test('numbers below zero stay numbers, and formulas become texts', () => {
    const rows = [['', 'One', '-3.5 %'] as const, ['', 'Two', '=1+1'] as const, ['', 'Three', '-1+cmd'] as const]
    expect(
      printCsvTable(
        toTable(
          [
            ['title', 'T'],
            ['note.b', 'B'],
          ],
          rows,
        ),
      ),
    ).toBe("T,B\r\nOne,-3.5 %\r\nTwo,'=1+1\r\nThree,'-1+cmd\r\n")
  })
  test('any text of a cell is read again as it was', () => {
    fc.assert(
      fc.property(fc.array(cellText, { minLength: 1, maxLength: 4 }), (cells) => {
        const rows = cells.map((cell) => ['', 'One', cell] as const)
        const read = readCells(
          printCsvTable(
            toTable(
              [
                ['title', 'T'],
                ['note.b', 'B'],
              ],
              rows,
            ),
          ),
          ',',
        )
        expect(read.map(({ cells }) => cells)).toEqual([['T', 'B'], ...cells.map((cell) => ['One', withLf(cell)])])
      }),
      { numRuns: 500 },
    )
  })
})

describe('LaTeX', () => {
  test('a table has the rules of booktabs, and cites after the title', () => {
    expect(printLatexTable(SURVEY)).toBe(
      [
        '% In the preamble: \\usepackage{booktabs}',
        '\\begin{tabular}{llr}',
        '\\toprule',
        'Title & Dataset & Speed-up \\\\',
        '\\midrule',
        '\\multicolumn{3}{l}{\\textbf{ImageNet \\& co}} \\\\',
        'Metis: 100\\% faster~\\cite{roe2024metis} & ImageNet, LAION & 2.4$\\times$ \\\\',
        '\\addlinespace',
        '\\multicolumn{3}{l}{\\textbf{YCSB}} \\\\',
        'Hydra\\_2~\\cite{li2023hydra} &  & 10$\\times$ \\\\',
        '\\bottomrule',
        '\\end{tabular}',
        '',
      ].join('\n'),
    )
  })
  test('long texts of a wide table break their lines, and the preamble says what it needs', () => {
    const table = toTable(
      [
        ['starred', 'Star'],
        ['title', 'Title'],
        ['note.idea', 'Idea'],
        ['links', 'Links'],
      ],
      [
        [
          'k',
          '★',
          'A long title '.repeat(5),
          'What it is about, in many words ✓',
          [{ label: 'PDF', url: 'https://a.org/50%25_#a' }],
        ],
      ],
    )
    const [needs, begin, , , , row] = printLatexTable(table).split('\n')
    expect(needs).toBe('% In the preamble: \\usepackage{array,booktabs,amssymb,hyperref}')
    expect(begin).toMatch(/^\\begin\{tabular\}\{l(?:>\{\\raggedright\\arraybackslash\}p\{0\.\d\d\\linewidth\}){2}l\}$/)
    expect(row).toMatch(
      /^\$\\star\$ & A long title .*~\\cite\{k\} & .* \\checkmark\{\} & \\href\{https:\/\/a\.org\/50\\%25\\_\\#a\}\{PDF\} \\\\$/,
    )
  })
  test('a table that is longer than a page breaks over pages, with its header on each', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, i) => ['', `Paper ${i}`] as const)
    const print = (count: number) => printLatexTable(toTable([['title', 'Title']], ['Group', ...rows(count)]))
    expect(print(30)).toContain('\\begin{tabular}{l}')
    const long = print(60).split('\n')
    expect(long.slice(0, 10)).toEqual([
      '% In the preamble: \\usepackage{booktabs,longtable}',
      '% It breaks over pages, so it stands in the text and not in a float, and in one column.',
      '\\begin{longtable}{l}',
      '\\toprule',
      'Title \\\\',
      '\\midrule',
      '\\endhead',
      '\\bottomrule',
      '\\endfoot',
      '\\multicolumn{1}{l}{\\textbf{Group}} \\\\*',
    ])
    expect(long.slice(-3)).toEqual(['Paper 59 \\\\', '\\end{longtable}', ''])
    // Rows of many lines fill a page sooner.
    const idea = 'an idea that takes a few words more than fit '.repeat(8)
    const tall = toTable(
      [
        ['title', 'Title'],
        ['note.idea', 'Idea'],
      ],
      rows(20).map(([cite, title]) => [cite, title, idea] as const),
    )
    expect(printLatexTable(tall)).toContain('\\begin{longtable}')
  })
  test('a table of very many rows is printed', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => ['', `Paper ${i}`] as const)
    expect(printLatexTable(toTable([['title', 'Title']], rows)).length).toBeGreaterThan(2_000_000)
  })
  test('letters of another script are named, as pdfLaTeX lacks them', () => {
    const text = printLatexTable(toTable([['title', 'Title']], [['', 'Übersicht 漢字']]))
    expect(text).toContain('\\usepackage[T1]{fontenc} \\usepackage{booktabs}')
    expect(text).toContain('% Compile with LuaLaTeX or XeLaTeX, and a font that has 漢 字\n')
  })
  test('formulas stay formulas, and prices stay prices', () => {
    expect(toLatex('$O(n \\log n)$ for $5 and $6, $$a_i$$')).toBe('$O(n \\log n)$ for \\$5 and \\$6, $a_i$')
    expect(toLatex('$a & b$ $x%$ $a}{$ $\\$')).toBe('\\$a \\& b\\$ \\$x\\%\\$ \\$a\\}\\{\\$ \\$\\textbackslash{}\\$')
  })
  test('a row that begins with a bracket or a star is no argument of the line before', () => {
    const text = printLatexTable(toTable([['title', '[Title]']], [['', '*starred*']]))
    expect(text).toContain('\n{}[Title] \\\\\n')
    expect(text).toContain('\n{}*starred* \\\\\n')
  })
  test('a key with signs of LaTeX is not cited', () => {
    const text = printLatexTable(
      toTable(
        [['title', 'Title']],
        [
          ['a%b', 'One'],
          ['a_b:2', 'Two'],
        ],
      ),
    )
    expect(text).toContain('\nOne \\\\\n')
    expect(text).toContain('\nTwo~\\cite{a_b:2} \\\\\n')
  })
  test('whatever a table says, its braces balance, and no sign of LaTeX stands unescaped outside of formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cellText, cellText), { minLength: 1, maxLength: 4 }), (cells) => {
        const rows = cells.map(([a, b]) => ['key', a, b] as const)
        const table = printLatexTable(
          toTable(
            [
              ['title', 'T'],
              ['note.b', 'B'],
            ],
            rows,
          ),
        )
        const lines = table.split('\n').filter((line) => line.endsWith(' \\\\'))
        expect(lines).toHaveLength(cells.length + 1)
        for (const line of lines) {
          const left = line.slice(0, -' \\\\'.length).replace(/(?<!\\)\$(?:\\.|[^$\\])+\$/g, (formula) => {
            expect(depthOf(formula)).toBe(0)
            return ''
          })
          expect(depthOf(left)).toBe(0)
          const plain = left.replace('~\\cite{key}', '').replace(/\\(?:[a-zA-Z]+\{\}|[&%#_${},])/g, '')
          expect(plain.split('&')).toHaveLength(2)
          expect(plain.replace('&', '').replaceAll('{}', '')).not.toMatch(/[\\%#_$^{}&]/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** How many braces are open at the end; below zero at once where one closes none. */
function depthOf(tex: string): number {
  let depth = 0
  for (const [sign] of tex.matchAll(/\\.|[{}]/g)) {
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    if (depth < 0) return depth
  }
  return depth
}

const cellText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...SIGNS_OF_FORMATS,
          '|',
          '\\|',
          '`a|b`',
          '\n',
          '\r\n',
          '*',
          '_a_',
          '[',
          ']',
          '<b>',
          '~~',
          'https://a.org/*x*',
          'www.a.org_',
          'a_@b.org',
          '&amp;',
          '$',
          '$x_i^2$',
          '$a',
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
)
const withLf = (text: string) => text.replace(/\r\n?/g, '\n')
/** As the reader of Markdown makes blanks single. */
const onOneLine = (text: string) => text.replace(/[\s\u0085\u200B\uFEFF]+/g, ' ').trim()
