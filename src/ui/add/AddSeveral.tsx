import { useState, type SyntheticEvent } from 'react'
import type { Twin } from '../../engine/question.ts'
import type { Entry } from '../../formats/entry/entry.ts'
import { lookupDoi } from '../../formats/entry/addresses.ts'
import { fillEntry, isUntitled } from '../../formats/lookup/fillIn.ts'
import { printCount } from '../../model/numberFormat.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { venueAndYear } from '../../model/query/fields.ts'
import { LookUp } from '../lookup/LookUp.tsx'
import { AddEnd } from './AddEnd.tsx'
import { toTitled } from './addedPapers.ts'
import { useAdding } from './useAdding.ts'
import styles from './AddDialog.module.css'

type Props = {
  readonly entries: readonly Entry[]
  readonly known: readonly (Twin | null)[]
  readonly onOpen: (paper: PaperId) => void
}

/** Several papers, each to be taken or left. */
export function AddSeveral({ entries, known, onOpen }: Props) {
  const { listChoice, state, add } = useAdding()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [found, setFound] = useState(NOTHING_FOUND)
  const papers = entries.map((entry) => toTitled(fillIn(entry, found)))
  const dois = entries.flatMap((entry, i) =>
    isUntitled(entry.title) && known[i] === null ? lookupDoi(entry) || [] : [],
  )
  const taken = papers.filter((_, i) => !left.has(i) && !known[i])
  const onToggle = (place: number) => {
    const next = new Set(left)
    if (!next.delete(place)) next.add(place)
    setLeft(next)
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (taken.length > 0) void add(taken)
  }
  return (
    <form className={styles['several']} onSubmit={onSubmit}>
      <p role="status">
        {printCount(entries.length, 'paper')}: {tell(taken.length, known.filter(Boolean).length)}
      </p>
      <ul aria-label="Papers to add">
        {papers.map((paper, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- the place of a paper in the text
          <li key={i}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(i) && !known[i]}
                disabled={Boolean(known[i])}
                onChange={() => onToggle(i)}
              />
              <span dir="auto">{paper.title}</span>
              <small>{known[i] ? 'already here' : venueAndYear(paper)}</small>
            </label>
            {known[i] && (
              <button type="button" className="button" data-plain onClick={() => onOpen(known[i]!.id)}>
                Open it
              </button>
            )}
          </li>
        ))}
      </ul>
      {dois.length > 0 && (
        <LookUp
          dois={dois.filter((doi) => !found.has(doi))}
          advice="The titles are filled in."
          hint="You can add them now and look them up later."
          onFound={(doi, entry) => setFound((before) => new Map(before).set(doi, entry))}
        />
      )}
      <AddEnd listChoice={listChoice} state={state} isEmpty={taken.length === 0} />
    </form>
  )
}

const NOTHING_FOUND: ReadonlyMap<string, Entry> = new Map()

function fillIn(entry: Entry, found: ReadonlyMap<string, Entry>): Entry {
  const answer = found.get(lookupDoi(entry))
  return answer ? fillEntry(entry, answer) : entry
}

const tell = (taken: number, known: number): string =>
  [`${taken} to add`, ...(known > 0 ? [`${known} already here`] : [])].join(', ')
