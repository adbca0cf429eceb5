import type { ListHead } from '../model/list.ts'
import type { Paper } from '../model/paper.ts'

/** Lines handed to the browser at a time, so that no text grows as long as the whole list. */
const BATCH = 5000

/** A list as it is kept between visits: its head, then a paper a line, so that the first can be shown before the last is read. */
export function printLines(head: ListHead, papers: readonly Paper[]): Blob {
  const parts = [JSON.stringify(head)]
  for (let from = 0; from < papers.length; from += BATCH) {
    parts.push(...papers.slice(from, from + BATCH).map((paper) => `\n${JSON.stringify(paper)}`))
  }
  return new Blob(parts, { type: 'application/x-ndjson' })
}
