import { venueAndYear } from '../../model/query/fields.ts'
import { changedAt } from '../../model/mark/mark.ts'
import { firstLine } from '../../model/note/noteExcerpt.ts'
import { isCode, type PaperHead } from '../../model/paper/paper.ts'
import { useKeptMark, useMark } from '../../store/hooks.ts'
import { Highlight } from './Highlight.tsx'
import { AwardIcon, CodeIcon } from '../../widgets/icons.tsx'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { Star } from '../../widgets/Star.tsx'
import { StatusButton } from '../../widgets/StatusButton.tsx'
import styles from './cells.module.css'

type Props = { readonly paper: PaperHead }

export const StarCell = ({ paper }: Props) => <Star paper={paper.id} />

export const StatusCell = ({ paper }: Props) => <StatusButton paper={paper.id} />

/** The title with its icons, and below it the tags and the first line of the note. */
export function TitleCell({ paper }: Props) {
  const { note, tags } = useMark(paper.id)
  const line = firstLine(note)
  return (
    <span className={styles['title']}>
      <span className={styles['line']}>
        <span className={styles['name']} dir="auto">
          <Highlight text={paper.title} />
        </span>
        {paper.awards.length > 0 && <AwardIcon label={paper.awards.join(', ')} />}
        {paper.links.some(isCode) && <CodeIcon label="Code available" />}
      </span>
      {(line !== '' || tags.length > 0) && (
        <span className={styles['note']} dir="auto">
          {tags.map((tag) => (
            <span key={tag} className={styles['tag']} dir="auto">
              {tag}
            </span>
          ))}
          <Highlight text={line} />
        </span>
      )}
    </span>
  )
}

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
export function ChangedCell({ paper }: Props) {
  const at = changedAt(useKeptMark(paper.id))
  if (at === null) return null
  const date = new Date(at)
  return (
    <time className={styles['quiet']} dateTime={date.toISOString()} title={full.format(date)}>
      {(date.getFullYear() === thisYear ? day : dayAndYear).format(date)}
    </time>
  )
}
