import { createContext, memo, useContext, useMemo, type ReactNode } from 'react'
import type { Answer } from '../../engine/question.ts'
import { findSpans } from '../../model/text/fold.ts'

/** The folded words that the search found, which are highlighted in the rows. */
export const FoundWords = createContext<readonly string[]>([])

/** The words that an answer found. The array stays the same while the words do, so no text is highlighted again. */
export function useFoundWords(answer: Answer | null): readonly string[] {
  const { words, instead } = answer ?? { words: [], instead: [] }
  const lines = [...words, ...instead.flatMap((one) => one.words)].join('\n')
  return useMemo(() => (lines === '' ? [] : lines.split('\n')), [lines])
}

/** A text with those words highlighted. */
export const Highlight = memo(function Highlight({ text }: { readonly text: string }) {
  const spans = findSpans(text, useContext(FoundWords))
  if (spans.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of spans) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
})
