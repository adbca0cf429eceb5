import type { Paper } from '../../model/paper/paper.ts'
import type { PaperIndex } from './paperIndex.ts'
import type { TextPlaces } from './textPlaces.ts'

/** The papers at these places with their abstracts and bibliography entries. Rejects where one cannot be read. */
export async function readWholePapers(
  { paper, abstracts, bibliographies }: PaperIndex,
  places: Int32Array,
): Promise<readonly Paper[]> {
  const texts = await readAll(abstracts, places)
  const entries = await readAll(bibliographies, places)
  return Array.from(places, (place) => {
    const bibliography = entries.get(place)
    return { ...paper(place), abstract: texts.get(place) ?? '', ...(bibliography && { bibliography }) }
  })
}

/** The texts of rows, by row. */
async function readAll<T>(texts: TextPlaces<T>, places: Int32Array): Promise<ReadonlyMap<number, T>> {
  const found = new Map<number, T>()
  for await (const read of texts.texts(places)) for (const [place, text] of read) found.set(place, text)
  return found
}
