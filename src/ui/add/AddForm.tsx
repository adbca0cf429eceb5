import { useMemo, useState } from 'react'
import type { Twin } from '../../engine/question.ts'
import { draftOf, NEW_PAPER, readDraft, type DraftProblems, type PaperDraft } from '../../formats/draft/paperDraft.ts'
import { doiAddress, fieldDoi, lookupDoi } from '../../formats/entry/addresses.ts'
import { BLANK, toPaper, type Entry } from '../../formats/entry/entry.ts'
import { fillEntry, isUntitled as isNoTitle } from '../../formats/lookup/fillIn.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { LookUp } from '../lookup/LookUp.tsx'
import { PaperForm } from '../paper/form/PaperForm.tsx'
import { AddEnd } from './AddEnd.tsx'
import { useAdding } from './useAdding.ts'
import styles from './AddDialog.module.css'

type Props = {
  /** What the text says of the paper. */
  readonly entry: Entry
  /** The paper here that it is the same as; null for a new one, and undefined until that is known. */
  readonly known: Twin | null | undefined
  /** Whether the text was given or pasted as a whole. */
  readonly isWhole: boolean
  readonly onOpen: (paper: PaperId) => void
}

const UNTOUCHED: Partial<PaperDraft> = {}
const NO_PROBLEMS: DraftProblems = {}

/** The form for one paper. A field that the user has written in keeps that when the text changes. */
export function AddForm({ entry: said, known, isWhole, onOpen }: Props) {
  const { listChoice, state, add } = useAdding()
  const [edits, setEdits] = useState(UNTOUCHED)
  const [problems, setProblems] = useState(NO_PROBLEMS)
  const [found, setFound] = useState<{ readonly doi: string; readonly entry: Entry } | null>(null)
  const doi = askedDoi(said, edits)
  const entry = useMemo(() => (found?.doi === doi ? fillEntry(said, found.entry) : said), [found, doi, said])
  const paper = useMemo(() => (entry === BLANK ? NEW_PAPER : toPaper(entry, '')), [entry])
  const shown = useMemo(() => draftOf(paper), [paper])
  const draft = { ...shown, ...edits }
  const address = addressOf(draft)
  const isUntitled = draft.title.trim() === '' && address !== ''
  const isLacking = isNoTitle(edits.title ?? said.title) || (edits.authors ?? said.authors.join()) === ''
  const untitled = isUntitled && 'The title is not known yet. Without one, the paper is called by its address.'

  const onChange = (next: PaperDraft) => {
    const fields = Object.entries(next).filter(([field, text]) => text !== draft[field as keyof PaperDraft])
    setEdits({ ...edits, ...Object.fromEntries(fields) })
  }
  const onSubmit = () => {
    const read = readDraft(isUntitled ? { ...draft, title: address } : draft, paper)
    if ('problems' in read) return setProblems(read.problems)
    setProblems(NO_PROBLEMS)
    return void add([read.paper])
  }
  return (
    <>
      <p role="status" className={styles['said']}>
        {known ? (
          <>
            Already in your lists.{' '}
            <button type="button" className="button" onClick={() => onOpen(known.id)}>
              Open it
            </button>
          </>
        ) : (
          (doi === '' || !isLacking) && untitled
        )}
      </p>
      {known === null && doi !== '' && isLacking && (
        <LookUp
          key={doi}
          dois={[doi]}
          startsAtOnce={isWhole}
          advice="Filled in. Look it over, then add it."
          hint="You can add it now and look it up later."
          otherwise={<p className={styles['said']}>{untitled}</p>}
          onFound={(doi, entry) => setFound({ doi, entry })}
        />
      )}
      <PaperForm draft={draft} problems={problems} onChange={onChange} onSubmit={onSubmit}>
        <AddEnd listChoice={listChoice} state={state} />
      </PaperForm>
    </>
  )
}

/** The DOI to look the paper up by: that in its field, else that of its arXiv id. */
const askedDoi = ({ doi, arxiv }: Entry, { doi: typed }: Partial<PaperDraft>): string =>
  lookupDoi(typed === undefined ? { doi, arxiv } : { doi: fieldDoi(typed), arxiv: typed.trim() === '' ? arxiv : '' })

/** The address that a paper without a title is called by. */
function addressOf({ link, doi }: PaperDraft): string {
  const name = fieldDoi(doi)
  return link.trim() || (name && doiAddress(name))
}
