import { useEffect, useId, useRef, useState } from 'react'
import type { SimilarPaper as AlikePaper } from '../../engine/related/similarPapers.ts'
import { venueAndYear } from '../../model/query/fields.ts'
import { STATUS_LABELS } from '../../model/mark/mark.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import { useAnswers, useMark, useStores } from '../../store/hooks.ts'
import { useOnScreen } from '../controls/useOnScreen.ts'
import { MatchingTerms } from './MatchingTerms.tsx'
import styles from './SimilarPapers.module.css'

/** Debounce, so that moving through the papers does not start a request for each. */
const PAUSE_MS = 300
/** From this number on, computing the vectors takes the worker one to two seconds and a hundred megabytes meanwhile. */
const MANY_PAPERS = 5000

/**
 * The papers most similar to the open one; empty if none is similar or the request fails. From MANY_PAPERS on the
 * request waits until the user scrolls here.
 */
export function SimilarPapers({ paper }: { readonly paper: PaperId }) {
  const { answers, viewing } = useStores()
  const [papers, setPapers] = useState<readonly AlikePaper[]>([])
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const areMany = useAnswers(({ answer }) => answer !== null && answer.all >= MANY_PAPERS)
  const isSeen = useOnScreen(place, areMany)
  const isAsked = isSeen || !areMany
  useEffect(() => {
    if (!isAsked) return undefined
    let isWanted = true
    const timer = setTimeout(() => {
      answers
        .getState()
        .findSimilar(paper)
        .then((found) => isWanted && setPapers(found), console.warn)
    }, PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [answers, paper, isAsked])
  if (papers.length === 0) return <div ref={place} />
  return (
    <section aria-labelledby={id} className={styles['alike']}>
      <h3 id={id}>Papers like this one</h3>
      <ul>
        {papers.map(({ paper, words }) => (
          <li key={paper.id}>
            <button type="button" dir="auto" onClick={() => viewing.getState().change({ paper: paper.id })}>
              {paper.title}
            </button>
            <About paper={paper} />
            <MatchingTerms label="Words in common" words={words} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function About({ paper }: { readonly paper: PaperHead }) {
  const { status, starred } = useMark(paper.id)
  const said = [venueAndYear(paper), status !== 'unread' && STATUS_LABELS[status], starred && 'Starred']
  return <small>{said.filter(Boolean).join(' · ')}</small>
}
