import { useState } from 'react'
import { PATH_SEPARATOR, venueAndYear } from '../../model/query/fields.ts'
import type { PaperFacts } from '../../model/paper/paper.ts'
import { useMark, useShortcuts } from '../../store/hooks.ts'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { Star } from '../../widgets/Star.tsx'
import { Note } from '../note/Note.tsx'
import { Abstract } from '../paper/Abstract.tsx'
import { Highlights } from '../paper/Highlights.tsx'
import { NameList } from '../paper/NameList.tsx'
import { TagEditor } from '../paper/TagEditor.tsx'
import styles from './Triage.module.css'

/** The text box that takes the keyboard; null while the user decides. */
export type Editing = 'note' | 'tags' | null

type Props = {
  readonly paper: PaperFacts
  readonly editing: Editing
  readonly onEdit: (editing: Editing) => void
  /** Called by the button that leaves a text box, as Escape does. */
  readonly onDone: () => void
}

/** What helps to decide about a paper. Its tags and its note are shown where it has some, or where the user asks. */
export function TriagePaper({ paper, editing, onEdit, onDone }: Props) {
  const { tags, note } = useMark(paper.id)
  const [asked, setAsked] = useState<readonly Editing[]>([])
  if (editing && !asked.includes(editing)) setAsked([...asked, editing])
  const hasTags = tags.length > 0 || asked.includes('tags')
  const hasNote = note.trim() !== '' || asked.includes('note')
  return (
    <>
      <Facts paper={paper} />
      <div className={styles['own']} onBlur={() => onEdit(null)}>
        <button
          type="button"
          className={`button ${styles['done']}`}
          // The button is there while the text box has the focus: it must not lose it before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onDone}
        >
          Done
        </button>
        {hasTags && <TagEditor paper={paper.id} takesKeyboard={editing === 'tags'} />}
        {hasNote && <Note paper={paper} takesKeyboard={editing === 'note'} />}
        {(!hasNote || !hasTags) && (
          <p className={styles['links']}>
            {!hasNote && <EditButton command="note" label="Write a note" onClick={() => onEdit('note')} />}
            {!hasTags && <EditButton command="tag" label="Add tags" onClick={() => onEdit('tags')} />}
          </p>
        )}
      </div>
    </>
  )
}

type ButtonProps = { readonly command: string; readonly label: string; readonly onClick: () => void }

function EditButton({ command, label, onClick }: ButtonProps) {
  const { hints } = useShortcuts()
  return (
    <button type="button" className="button" onClick={onClick}>
      {label} {hints[command] && <kbd aria-hidden="true">{hints[command]}</kbd>}
    </button>
  )
}

const Facts = ({ paper }: { readonly paper: PaperFacts }) => (
  <>
    <h2 dir="auto">
      {paper.title} <Star paper={paper.id} />
    </h2>
    <p className={styles['meta']}>
      <NameList names={[venueAndYear(paper), ...paper.affiliations].filter(Boolean)} between=" · " />
    </p>
    {paper.authors.length > 0 && (
      <p className={styles['meta']}>
        <NameList names={paper.authors} />
      </p>
    )}
    <p className={styles['meta']}>
      <NameList names={paper.topics.map((path) => path.join(PATH_SEPARATOR))} between=" · " />
    </p>
    {paper.awards.length > 0 && (
      <p className={styles['award']}>
        <NameList names={paper.awards} between=" · " />
      </p>
    )}
    <Highlights highlights={paper.highlights} />
    <Abstract paper={paper.id} folds={false} />
    <p className={styles['links']}>
      {paper.links.map((link) => (
        <ExternalLink key={link.url} link={link} />
      ))}
    </p>
  </>
)
