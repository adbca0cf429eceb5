import type { Bibliography } from '../model/paper/bibliography.ts'
import type { Paper, PaperFacts, PaperId } from '../model/paper/paper.ts'
import type { PaperIndex } from './index/paperIndex.ts'
import { readWholePapers } from './index/wholePapers.ts'
import type { Papers } from './question.ts'

/** Papers that are read, and copied between threads, within a frame. */
const PAPERS_AT_ONCE = 200

/**
 * Reads papers out of the index, some at a time. The selection stays the same whatever is asked or loaded meanwhile.
 * `placesOf` gives the rows of a selection, in its order.
 */
export function createPaperReader(current: () => PaperIndex, placesOf: (papers: Papers) => Int32Array) {
  const reader = {
    /** The rows of papers. */
    *placesIn(of: Papers, size: number): Iterable<Int32Array> {
      const places = placesOf(of)
      const { standing } = current()
      for (let from = 0; from < places.length; from += size) yield standing(places.slice(from, from + size))
    },

    /** Papers without their abstracts and bibliography entries. */
    *papers(of: Papers, size = PAPERS_AT_ONCE): Iterable<readonly PaperFacts[]> {
      const { paper } = current()
      for (const places of reader.placesIn(of, size)) yield Array.from(places, paper)
    },

    /** The same with their abstracts and bibliography entries. Rejects where one cannot be read. */
    async *wholePapers(of: Papers, size = PAPERS_AT_ONCE): AsyncIterable<readonly Paper[]> {
      const index = current()
      for (const places of reader.placesIn(of, size)) yield readWholePapers(index, places)
    },

    /** The abstract of a paper; empty where it has none or is not here. */
    async abstract(id: PaperId): Promise<string> {
      const index = current()
      const place = index.find(id)
      return place === undefined ? '' : ((await index.abstracts.text(place)) ?? '')
    },

    /** The bibliography entry of a paper; null where it has none or is not here. */
    async bibliography(id: PaperId): Promise<Bibliography | null> {
      const index = current()
      const place = index.find(id)
      return place === undefined ? null : index.bibliographies.text(place)
    },
  }
  return reader
}
