import type { PaperHead } from '../model/paper.ts'
import { fold } from '../model/text.ts'
import { titlesOf } from './blocks.ts'
import type { Shelf } from './shelf.ts'

/** What may be meant by a name that somebody types. */
export type Named = { readonly papers: readonly PaperHead[] }

const MOST_PAPERS = 8

/** What on a shelf has all the words of a text in its name, what was meant most likely first; nothing for no word. */
export const findNamed = (shelf: Shelf, text: string): Named => ({ papers: findTitles(shelf, text) })

function findTitles({ texts, head }: Shelf, text: string): readonly PaperHead[] {
  const words = fold(text).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const found: { readonly place: number; readonly rank: number; readonly length: number }[] = []
  for (const [place, title] of titlesOf(texts)) {
    const rank = rankOf(title, words)
    if (rank !== null) found.push({ place, rank, length: title.length })
  }
  return found
    .toSorted((a, b) => a.rank - b.rank || a.length - b.length || a.place - b.place)
    .slice(0, MOST_PAPERS)
    .map(({ place }) => head(place))
}

/** Lower where more of the words begin one of the title's, and lowest where the title begins with them as typed. */
function rankOf(title: string, words: readonly string[]): number | null {
  if (title.startsWith(words.join(' '))) return 0
  let rank = 1
  for (const word of words) {
    if (!title.includes(word)) return null
    if (!` ${title}`.includes(` ${word}`)) rank += 1
  }
  return rank
}
