import type { Mark } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import type { Prepared, Texts } from '../../model/columns/preparedPapers.ts'
import { foldLines } from '../../model/text/fold.ts'

/** Texts that came together, and the places that their papers were taken to. */
export type Block = Texts & {
  /** The text of a paper counts in the block that it came with last. */
  readonly number: number
  readonly placeOf: Int32Array
}

export type TextsByPlace = ReturnType<typeof createTexts>

/** What can be looked through: the texts of papers in blocks, and what the user wrote of them. */
export function createTexts() {
  let lastNumber = 0
  const texts = {
    blocks: [] as readonly Block[],
    /** By place the number of the block that has its text; 0 where there is none. */
    blockOf: new Uint32Array(64),
    /** The places there are. */
    size: 0,
    written: new Map<number, string>(),
    /** Counts up with everything that is found elsewhere than before. */
    changes: 0,

    nextNumber: () => (lastNumber += 1),

    makeRoom: (place: number) => void (texts.blockOf = ensureCapacity(texts.blockOf, place)),

    /** Tells how the text of each of some papers is taken to a place. */
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

    /** Forgets what there is at a place. */
    drop(place: number) {
      texts.blockOf[place] = 0
      texts.written.delete(place)
      texts.changes += 1
    },

    /** Takes what the user wrote of the paper at a place. */
    write(place: number, { note, tags }: Mark) {
      const text = note === '' && tags.length === 0 ? '' : foldLines([note.replace(/\s+/g, ' '), ...tags])
      if ((texts.written.get(place) ?? '') === text) return
      if (text) texts.written.set(place, text)
      else texts.written.delete(place)
      texts.changes += 1
    },
  }
  return texts
}
