import { memo, type ReactNode } from 'react'
import { useAnswers } from '../store/hooks.ts'
import { findSpans } from '../model/text.ts'

/** A text in which the words of the query are marked. */
export const Highlight = memo(function Highlight({ text }: { readonly text: string }) {
  const spans = findSpans(
    text,
    useAnswers(({ needles }) => needles),
  )
  if (spans.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of spans) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
})
