import { Fragment, type ReactNode } from 'react'
import { fields, venueAndYear } from '../../model/query/fields.ts'
import { statusChanges, STATUS_LABELS } from '../../model/mark/mark.ts'
import type { OpenPaper } from '../../engine/question.ts'
import type { PaperFacts, PaperId } from '../../model/paper/paper.ts'
import { toggleChoice } from '../../model/query/queryEdit.ts'
import { useAnswers, useKeptMark, useStores, useView } from '../../store/hooks.ts'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { AwardIcon } from '../../widgets/icons.tsx'
import { Star } from '../../widgets/Star.tsx'
import { StatusButton } from '../../widgets/StatusButton.tsx'
import { useFocusTarget } from '../controls/useFocusTarget.ts'
import { Abstract } from './Abstract.tsx'
import { CopyButton } from './CopyButton.tsx'
import { useHints } from '../commands/shortcutHints.ts'
import { Highlights } from './Highlights.tsx'
import { OwnActions } from './edit/OwnActions.tsx'
import { Orphan, Twins } from './DuplicateNotice.tsx'
import { useModal } from '../dialog/useModal.ts'
import { NameList } from './NameList.tsx'
import { Backlinks } from '../note/Backlinks.tsx'
import { Note } from '../note/Note.tsx'
import { TagEditor } from './TagEditor.tsx'
import { ToastPlace } from '../notices/Toast.tsx'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from './PaperPanel.module.css'

const More = lazyNamed(() => import('./More.tsx'), 'More')
const SimilarPapers = lazyNamed(() => import('../recommendations/SimilarPapers.tsx'), 'SimilarPapers')

/** The open paper: a panel beside the table, or a sheet over it on a phone. */
export function PaperPanel({ asSheet, onClose }: { readonly asSheet: boolean; readonly onClose: () => void }) {
  const id = useView(({ view }) => view.paper)
  const asked = useAnswers(({ answer }) => answer?.asked ?? null)
  const paper = useAnswers(({ answer }) => answer?.paper ?? null)
  // While the answer is pending, the old paper would be the wrong one.
  if (id === null || asked !== id) return null
  if (!paper) return <Missing asSheet={asSheet} onClose={onClose} />

  const page = <Page key={paper.id} paper={paper} onClose={onClose} />
  if (asSheet)
    return (
      <Sheet label={paper.title} paper={paper.id} onClose={onClose}>
        {page}
      </Sheet>
    )
  return (
    // A new element for each paper begins at its top.
    <section key={paper.id} aria-label={paper.title} data-paper={paper.id} className={styles['region']}>
      {page}
    </section>
  )
}

function Sheet({
  label,
  paper,
  onClose,
  children,
}: {
  readonly label: string
  readonly paper: PaperId | null
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const modal = useModal(onClose, false)
  return (
    <dialog {...modal} data-paper={paper ?? ''} aria-label={label} className={styles['sheet']}>
      {children}
      <ToastPlace />
    </dialog>
  )
}

type MissingProps = { readonly asSheet: boolean; readonly onClose: () => void }

function Missing({ asSheet, onClose }: MissingProps) {
  useFocusTarget(
    ({ place }) => place === 'note',
    () => {},
  )
  const page = (
    <div className={styles['page']}>
      <p>The link names a paper that is in none of your lists.</p>
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </div>
  )
  const label = 'No such paper'
  return asSheet ? (
    <Sheet label={label} paper={null} onClose={onClose}>
      {page}
    </Sheet>
  ) : (
    <section aria-label={label} className={styles['region']}>
      {page}
    </section>
  )
}

function Page({ paper, onClose }: { readonly paper: OpenPaper; readonly onClose: () => void }) {
  const { viewing } = useStores()
  const hints = useHints('close', 'Close')
  const ask = (field: 'author' | 'topic' | 'affiliation' | 'award', value: string) => {
    const { view, change } = viewing.getState()
    change({ text: toggleChoice(view.text, field, value) })
  }
  return (
    <article className={styles['page']}>
      <div className={styles['tools']}>
        <Star paper={paper.id} />
        <StatusButton paper={paper.id} />
        <CopyButton paper={paper.id} />
        <button type="button" className="button" data-plain aria-label="Close" {...hints} onClick={onClose}>
          ×
        </button>
      </div>
      <h2 className={styles['title']} dir="auto">
        {paper.title}
      </h2>
      {paper.lists.length === 0 ? <Orphan paper={paper} /> : <Twins paper={paper} />}
      {paper.authors.length > 0 && (
        <p className={styles['meta']}>
          <NameList names={paper.authors} onPress={(name) => ask('author', name)} />
        </p>
      )}
      <p className={styles['meta']}>
        {[venueAndYear(paper), ...paper.affiliations].filter(Boolean).map((text, i) => (
          <Fragment key={text}>
            {i > 0 && ' · '}
            <span className={styles['whole']} dir="auto">
              {text}
            </span>
          </Fragment>
        ))}
      </p>
      {paper.awards.map((award) => (
        <p key={award} className={styles['award']}>
          <AwardIcon label="Award" /> <bdi>{award}</bdi>
        </p>
      ))}
      {paper.links.length > 0 && (
        <p className={styles['links']}>
          {paper.links.map((link) => (
            <ExternalLink key={link.url} link={link} />
          ))}
        </p>
      )}
      {paper.notices.map((notice) => (
        <p key={notice} className={styles['notice']} dir="auto">
          {notice}
        </p>
      ))}
      <Abstract paper={paper.id} bytes={paper.abstractBytes} />
      {paper.highlights.length > 0 && (
        <div className={styles['highlights']}>
          <Highlights highlights={paper.highlights} />
        </div>
      )}
      <ul className={styles['topics']} aria-label="Topics">
        {paper.topics.map((path) => (
          <li key={path.join()}>
            {path.map((name, i) => (
              <Fragment key={name}>
                {i > 0 && <span aria-hidden="true"> › </span>}
                <button
                  type="button"
                  title={`Show papers with ${fields.topic.label.toLowerCase()} ${name}`}
                  onClick={() => ask('topic', name)}
                >
                  <bdi>{name}</bdi>
                </button>
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
      <OwnActions paper={paper} />
      <TagEditor paper={paper.id} />
      <Note paper={paper} />
      <Backlinks paper={paper} />
      <StatusTimes paper={paper} />
      {paper.bibliographyBytes > 0 && (
        <OnDemand>
          <More paper={paper.id} />
        </OnDemand>
      )}
      <OnDemand>
        <SimilarPapers paper={paper.id} />
      </OnDemand>
    </article>
  )
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** The history of the status. */
function StatusTimes({ paper }: { readonly paper: PaperFacts }) {
  const kept = useKeptMark(paper.id)
  const changes = kept ? statusChanges(kept) : []
  if (changes.length === 0) return null
  return (
    <details className={styles['times']}>
      <summary>
        {STATUS_LABELS[changes.at(-1)!.status]} since {time.format(changes.at(-1)!.at)}
      </summary>
      <ol>
        {changes.map(({ status, at }) => (
          <li key={at}>
            {STATUS_LABELS[status]} <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
          </li>
        ))}
      </ol>
    </details>
  )
}
