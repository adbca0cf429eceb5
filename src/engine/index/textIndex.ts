import type { Mark } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import type { Prepared, Texts } from '../../model/columns/preparedPapers.ts'
import { fold, foldLines } from '../../model/text/fold.ts'

/** Texts that arrived together, and the rows of their papers. */
export type Block = Texts & {
  /** The text of a paper is current in the block that it arrived with last. */
  readonly number: number
  readonly placeOf: Int32Array
}

export type TextsByPlace = ReturnType<typeof createTexts>

/** The searchable text: of papers in blocks, and of notes. */
export function createTexts() {
  let lastNumber = 0
  const texts = {
    blocks: [] as readonly Block[],
    /** The block of each row; 0 where there is none. */
    blockOf: new Uint32Array(64),
    /** The number of rows. */
    size: 0,
    /** The note, a line end, and the tags. */
    written: new Map<number, string>(),
    /** Incremented with every change of the text. */
    changes: 0,

    nextNumber: () => (lastNumber += 1),

    makeRoom: (place: number) => void (texts.blockOf = ensureCapacity(texts.blockOf, place)),

    /** Assigns texts to rows. */
    taking({ papers, texts: theirs }: Prepared): (paper: number, place: number) => void {
      const number = texts.nextNumber()
      const placeOf = new Int32Array(papers).fill(-1)
      texts.blocks = [...texts.blocks, ...theirs.map((some) => ({ ...some, number, placeOf }))]
      texts.changes += 1
      return (paper, place) => {
        texts.size = Math.max(texts.size, place + 1)
        texts.makeRoom(place)
        texts.blockOf[place] = number
        placeOf[paper] = place
      }
    },

    /** Clears a row. */
    drop(place: number) {
      texts.blockOf[place] = 0
      texts.written.delete(place)
      texts.changes += 1
    },

    /** The note of a row; empty where there is none. */
    noteAt(place: number): string {
      const text = texts.written.get(place) ?? ''
      return text.slice(0, text.indexOf('\n'))
    },

    /** Sets the note of a row. */
    write(place: number, { note, tags }: Mark) {
      const text = note === '' && tags.length === 0 ? '' : `${fold(note)}\n${foldLines(tags)}`
      if ((texts.written.get(place) ?? '') === text) return
      if (text) texts.written.set(place, text)
      else texts.written.delete(place)
      texts.changes += 1
    },
  }
  return texts
}
