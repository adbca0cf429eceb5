import { type Style, tidy } from './pieces.ts'
import { parseAppearance } from '../field/venue.ts'

/** A part of a line: text, a link that may be the title, or a place where a field may end. */
export type Chunk =
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'title'; readonly text: string; readonly url: string; readonly style: Style }
  /** A line break, or the place of links or a venue that the parser has taken out. */
  | { readonly kind: 'cut'; readonly soft: boolean }

export type Run = readonly Exclude<Chunk, { kind: 'cut' }>[]

/** The chunks between cuts. A soft line break does not cut. */
export function runsOf(chunks: readonly Chunk[]): readonly Run[] {
  const runs: Exclude<Chunk, { kind: 'cut' }>[][] = [[]]
  for (const chunk of chunks) {
    if (chunk.kind !== 'cut') runs.at(-1)!.push(chunk)
    else if (chunk.soft) runs.at(-1)!.push({ kind: 'text', text: ' ', style: 'plain' })
    else runs.push([])
  }
  return runs.filter((run) => run.some(({ text }) => text.trim() !== ''))
}

/** The text of a run. */
export const textOf = (run: Run): string => tidy(run.map(({ text }) => text).join(''))

/** The texts in which fields may be: the other runs, and the run without its chunks between `from` and `to`. */
export function others(runs: readonly Run[], run: Run, from: number, to: number): readonly string[] {
  // Words in backquotes before a title are tags, unless they have a year.
  const before = run.slice(0, from).filter(({ style, text }) => style !== 'code' || /(?:19|20)\d\d$/.test(text))
  return runs.flatMap((other) => (other === run ? [...styled(before), ...styled(run.slice(to))] : styled(other)))
}

/** Splits a run where its emphasis changes, as between a name and a venue. */
export function styled(run: Run): readonly string[] {
  const texts: string[] = []
  let style: Style | null = null
  for (const chunk of run) {
    if (chunk.style === style && texts.length > 0) texts[texts.length - 1] += chunk.text
    else texts.push(chunk.text)
    style = chunk.style
  }
  // Emphasis may also be in the middle of a sentence, so a run of many parts is split only if one reads as a venue.
  return texts.some((text) => text.trim() !== '' && parseAppearance(text)) || texts.length <= 3
    ? texts
    : [texts.join('')]
}
