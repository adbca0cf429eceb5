import { venueAndYear } from '../../model/query/fields.ts'
import { isInNextOrder } from '../../model/query/view.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { changedAt } from '../../model/mark/mark.ts'
import { firstLine } from '../../model/note/noteExcerpt.ts'
import { isCode, type PaperHead } from '../../model/paper/paper.ts'
import { firstAuthor, shortAuthors } from '../../model/paper/personName.ts'
import { useKeptMark, useMark, useShownView } from '../../store/hooks.ts'
import { Highlight } from './Highlight.tsx'
import { usePosition } from './position.ts'
import { AwardIcon, CodeIcon } from '../../widgets/icons.tsx'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { Star } from '../../widgets/Star.tsx'
import { StatusButton } from '../../widgets/StatusButton.tsx'
import { Tag } from '../../widgets/Tag.tsx'
import styles from './cells.module.css'

type Props = { readonly paper: PaperHead }

export const StarCell = ({ paper }: Props) => <Star paper={paper.id} />

export const StatusCell = ({ paper }: Props) => <StatusButton paper={paper.id} />

/** The title with its icons, and below it the tags, the authors and the first line of the note. */
export function TitleCell({ paper }: Props) {
  const { note, tags } = useMark(paper.id)
  const line = firstLine(note)
  const authors = line === '' ? shortAuthors(paper.authors) : firstAuthor(paper.authors)
  return (
    <span className={styles['title']}>
      <span className={styles['line']}>
        <span className={styles['name']} dir="auto">
          <Highlight text={paper.title} />
        </span>
        {paper.awards.length > 0 && <AwardIcon label={paper.awards.join(', ')} />}
        {paper.links.some(isCode) && <CodeIcon label="Code available" />}
      </span>
      {(line !== '' || tags.length > 0 || authors !== '') && (
        <span className={styles['below']} dir="auto">
          {tags.map((tag) => (
            <Tag key={tag} tag={tag} className={styles['tag']} />
          ))}
          {authors !== '' && (
            <span className={styles['authors']} dir="auto">
              <Highlight text={authors} />
            </span>
          )}
          {line !== '' && (
            <span className={styles['note']}>
              <Highlight text={line} />
            </span>
          )}
        </span>
      )}
    </span>
  )
}

export const AuthorCell = ({ paper: { authors } }: Props) => (
  <span className={styles['quiet']} dir="auto">
    <Highlight text={authors.join(', ')} />
  </span>
)

export const TopicCell = ({ paper: { topics } }: Props) => (
  <span className={styles['quiet']} dir="auto">
    <Highlight text={topics.map((path) => path.at(-1)).join(', ')} />
  </span>
)

export const AffiliationCell = ({ paper: { affiliations } }: Props) => (
  <span className={styles['quiet']} dir="auto">
    <Highlight text={affiliations.join(' · ')} />
  </span>
)

export const VenueCell = ({ paper }: Props) => (
  <span className={styles['quiet']} dir="auto">
    {venueAndYear(paper)}
  </span>
)

const MOST_LINKS = 3

export const LinksCell = ({ paper: { links } }: Props) => (
  <span className={styles['links']}>
    {links.slice(0, MOST_LINKS).map((link, i) => (
      // oxlint-disable-next-line react/no-array-index-key -- two links may be the same, and they never move
      <ExternalLink key={i} link={link} />
    ))}
  </span>
)

const thisYear = new Date().getFullYear()
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

/** The day of the last change by the user. */
export const ChangedCell = ({ paper }: Props) => <Day at={changedAt(useKeptMark(paper.id))} />

/** The day on which the user added the paper. */
export const AddedCell = ({ paper }: Props) => <Day at={paper.addedAt} />

function Day({ at }: { readonly at: number | null }) {
  if (at === null) return null
  const date = new Date(at)
  return (
    <time className={styles['quiet']} dateTime={date.toISOString()} title={full.format(date)}>
      {(date.getFullYear() === thisYear ? day : dayAndYear).format(date)}
    </time>
  )
}

/** The position in Up next. In a list in that order the row can be dragged by it; keys and the status menu move it too. */
export function NextCell() {
  const position = usePosition()
  const isHandle = useShownView(isInNextOrder)
  if (position === 0) return null
  return (
    <span className={styles['next']} data-handle={isHandle || undefined} title={isHandle ? 'Drag to move' : undefined}>
      {isHandle && (
        <svg viewBox="0 0 8 16" aria-hidden="true">
          <path d="M2 3h.01M6 3h.01M2 8h.01M6 8h.01M2 13h.01M6 13h.01" />
        </svg>
      )}
      {printNumber(position)}
    </span>
  )
}
