import { PATH_SEPARATOR } from '../../model/query/fields.ts'
import { SEARCHED_COLUMNS } from '../../model/columns/preparedPapers.ts'
import { foldLines } from '../../model/text/fold.ts'
import type { Columns } from './fieldColumns.ts'
import type { Block, TextsByPlace } from './textIndex.ts'

/** The folded titles of all papers, each with its row. */
export function* titlesOf(texts: TextsByPlace): Iterable<readonly [place: number, title: string]> {
  for (const { place, text, start, titleEnd } of rowsOf(texts)) yield [place, text.slice(start, titleEnd)]
}

/** All searchable text of every paper, for the speller. */
export function wholeTexts(texts: TextsByPlace, columns: Columns): readonly string[] {
  const shared = SEARCHED_COLUMNS.map((name) => columns.get(name).now())
  return Array.from(rowsOf(texts), ({ text, place, start, end }) => {
    const names = shared.flatMap(({ names, rows, ends, numbers }) => {
      const list = rows[place]!
      const some = numbers.subarray(ends[list - 1] ?? 0, ends[list])
      return Array.from(some, (number) => names[number]!.split(PATH_SEPARATOR))
    })
    return `${text.slice(start, end)}${foldLines(names.flat())}`
  })
}

/** A current text, as a part of its block. */
type Row = Pick<Block, 'isWide' | 'text'> & Readonly<Record<'place' | 'start' | 'titleEnd' | 'end', number>>

function* rowsOf({ blocks, blockOf }: Pick<TextsByPlace, 'blocks' | 'blockOf'>): Iterable<Row> {
  for (const { number, isWide, text, places, placeOf, titleEnds, ends } of blocks) {
    let start = 0
    for (const [row, end] of ends.entries()) {
      const place = placeOf[places[row]!]!
      if (blockOf[place] === number) yield { isWide, text, place, start, titleEnd: titleEnds[row]!, end }
      start = end
    }
  }
}

/** Smaller blocks are merged before a search: a block costs as much as some thousand characters. */
const FEW_LETTERS = 100_000

/** Merges small blocks, without outdated texts. */
export function joinSmall(texts: TextsByPlace) {
  const blocks = texts.blocks.filter(({ text }) => text.length < FEW_LETTERS)
  if (blocks.length < 3) return
  const rows = [...rowsOf({ blocks, blockOf: texts.blockOf })]
  texts.blocks = texts.blocks.filter(({ text }) => text.length >= FEW_LETTERS)
  for (const isWide of [false, true]) {
    const some = rows.filter((row) => row.isWide === isWide)
    if (some.length === 0) continue
    const block = joinRows(some, isWide, texts.nextNumber())
    for (const place of block.placeOf) texts.blockOf[place] = block.number
    texts.blocks = [...texts.blocks, block]
  }
}

function joinRows(rows: readonly Row[], isWide: boolean, number: number): Block {
  let end = 0
  const starts = rows.map((row) => (end += row.end - row.start) - row.end + row.start)
  return {
    number,
    isWide,
    text: rows.map(({ text, start, end }) => text.slice(start, end)).join(''),
    places: Uint32Array.from(rows.keys()),
    placeOf: Int32Array.from(rows, ({ place }) => place),
    titleEnds: Uint32Array.from(rows, ({ start, titleEnd }, i) => starts[i]! + titleEnd - start),
    ends: Uint32Array.from(rows, ({ start, end }, i) => starts[i]! + end - start),
  }
}

/** The row of every text of a block; -1 where the text is outdated. */
export function placesIn({ number, places, placeOf }: Block, { blockOf }: Pick<TextsByPlace, 'blockOf'>): Int32Array {
  const found = new Int32Array(places.length)
  for (let row = 0; row < places.length; row += 1) {
    const place = placeOf[places[row]!]!
    found[row] = blockOf[place] === number ? place : -1
  }
  return found
}
