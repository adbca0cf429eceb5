import type { Parsed } from '../entry/entry.ts'
import { lineCandidate, type Candidate } from '../markdown/outline/candidate.ts'
import { toEntries } from '../markdown/outline/entries.ts'
import { isContainer } from '../markdown/field/words.ts'
import { readHead, type Head } from '../markdown/line/head.ts'
import { type Piece, wordCount } from '../markdown/line/pieces.ts'
import { textBlocks, type TextBlock } from './blocks.ts'

/** Citations to look at before a text is taken for a bibliography. */
const SAMPLE = 60
const LETTERS = 100_000
/** The least part of the blocks of a bibliography that are citations. */
const MOST = 0.6

/** Whether a text without any Markdown is a bibliography: most of its lines or paragraphs are citations. */
export function isCitations(text: string): boolean {
  const blocks = textBlocks(text.slice(0, LETTERS))
    .slice(0, SAMPLE)
    .filter((block) => !isHeading(block))
  const cited = blocks.filter((block) => headOf(block).signs.cited).length
  return cited > 0 && cited >= blocks.length * MOST
}

/** Parses a bibliography in plain text, in the styles of reference managers. Never throws. What is no citation becomes a notice. */
export function parseCitations(text: string): Parsed {
  const candidates: Candidate[] = []
  let topics: readonly string[] = []
  for (const block of textBlocks(text)) {
    const head = isHeading(block) ? null : headOf(block)
    if (head) {
      const context = { topics, expected: 'papers', named: true, venue: '', year: null } as const
      candidates.push(
        lineCandidate(
          { head, form: 'item', group: 1, line: block.line, text: block.text.slice(0, LONGEST) },
          [],
          context,
          false,
        ),
      )
    } else topics = isContainer(block.text) || BIBLIOGRAPHY.test(block.text) ? [] : [block.text.replace(/[:：]$/, '')]
  }
  const { entries, notices } = toEntries(candidates)
  return { title: '', entries, notices }
}

/** Whether a block is a few words that end like no citation. */
const isHeading = ({ text }: TextBlock): boolean =>
  text.length <= 80 && wordCount(text) <= 8 && !/[.,;?!)]$|https?:|\d{4}/.test(text)

const BIBLIOGRAPHY =
  /^(?:references?|(?:selected |annotated )?bibliograph\w+|works cited|literature cited|literatur(?:verzeichnis|angaben)?|bibliographie|bibliografía|参考文献|文献目录)\W*$/i

/** Bound in characters. A longer text is no citation, and is not looked at. */
const LONGEST = 5000

const headOf = ({ text }: TextBlock): Head => readHead(text.length > LONGEST ? [] : piecesOf(text))

/** The text with its addresses as links. */
function piecesOf(text: string): readonly Piece[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:)\]])/).flatMap((part, i): readonly Piece[] => {
    if (part === '') return []
    return [
      i % 2 === 1
        ? { kind: 'link', text: part, url: part, style: 'plain' }
        : { kind: 'text', text: part, style: 'plain' },
    ]
  })
}
