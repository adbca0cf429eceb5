import { useContext, createContext, type ReactNode } from 'react'
import { isSafeAddress } from '../model/address.ts'
import { venueAndYear } from '../model/fields.ts'
import { changedAt } from '../model/mark.ts'
import { firstLine } from '../model/note.ts'
import { isCode, type Link, type PaperHead } from '../model/paper.ts'
import { findSpans } from '../model/text.ts'
import { useLibrary, useMark } from '../store/hooks.ts'
import { AwardIcon, CodeIcon } from './icons.tsx'
import { Star } from './Star.tsx'
import { StatusButton } from './StatusButton.tsx'
import styles from './cells.module.css'

export type CellProps = {
  readonly paper: PaperHead
  /** Whether Tab stops at the cell's controls: only on the line the reader is on. */
  readonly tabIndex: 0 | -1
}

/** The folded words of the query, for cells that show where they were found. */
export const NeedlesContext = createContext<readonly string[]>([])

export const StarCell = ({ paper, tabIndex }: CellProps) => <Star paper={paper.id} tabIndex={tabIndex} />

export const StatusCell = ({ paper, tabIndex }: CellProps) => <StatusButton paper={paper.id} tabIndex={tabIndex} />

export function TitleCell({ paper }: CellProps) {
  const needles = useContext(NeedlesContext)
  const { note, tags } = useMark(paper.id)
  const line = firstLine(note)
  return (
    <span className={styles['title']}>
      <span className={styles['line']}>
        <span className={styles['name']} dir="auto">
          <Highlighted text={paper.title} needles={needles} />
        </span>
        {paper.awards.length > 0 && <AwardIcon label={paper.awards.join(', ')} />}
        {paper.links.some(isCode) && <CodeIcon label="Code available" />}
      </span>
      {(line !== '' || tags.length > 0) && (
        <span className={styles['note']} dir="auto">
          {tags.map((tag) => (
            <span key={tag} className={styles['tag']}>
              {tag}
            </span>
          ))}
          <Highlighted text={line} needles={needles} />
        </span>
      )}
    </span>
  )
}

export const TopicCell = ({ paper }: CellProps) => (
  <Searched>{paper.topics.map((path) => path.at(-1)).join(', ')}</Searched>
)

export const AffiliationsCell = ({ paper }: CellProps) => <Searched>{paper.affiliations.join(' · ')}</Searched>

export const VenueCell = ({ paper }: CellProps) => <Clamped>{venueAndYear(paper)}</Clamped>

export function LinksCell({ paper, tabIndex }: CellProps) {
  return (
    <span className={styles['links']}>
      {paper.links.slice(0, 3).map((link) => (
        <OutLink key={link.url} link={link} tabIndex={tabIndex} />
      ))}
    </span>
  )
}

const thisYear = new Date().getFullYear()
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

export function ChangedCell({ paper }: CellProps) {
  const at = changedAt(useLibrary(({ marks }) => marks.get(paper.id)))
  if (at === null) return null
  const isThisYear = new Date(at).getFullYear() === thisYear
  return (
    <time className={styles['quiet']} dateTime={new Date(at).toISOString()} title={full.format(at)}>
      {(isThisYear ? day : dayAndYear).format(at)}
    </time>
  )
}

/** A link out of the app, or plain text where its address is not one that may be followed. */
export function OutLink({ link, tabIndex }: { readonly link: Link; readonly tabIndex?: 0 | -1 }) {
  if (!isSafeAddress(link.url)) return <span>{link.label}</span>
  return (
    <a href={link.url} target="_blank" rel="noopener noreferrer" tabIndex={tabIndex}>
      {link.label}
    </a>
  )
}

/** Text with what the search found in it marked. */
export function Highlighted({ text, needles }: { readonly text: string; readonly needles: readonly string[] }) {
  if (needles.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of findSpans(text, needles)) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
}

const Searched = ({ children }: { readonly children: string }) => (
  <Clamped>
    <Highlighted text={children} needles={useContext(NeedlesContext)} />
  </Clamped>
)

const Clamped = ({ children }: { readonly children: ReactNode }) => <span className={styles['quiet']}>{children}</span>
