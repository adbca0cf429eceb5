import { readArxiv, readDoi } from '../../../model/paper/identity.ts'
import type { Highlight, Link } from '../../../model/paper/paper.ts'
import { UNMARKED, type Mark } from '../../../model/mark/mark.ts'
import { BLANK, type Entry, type Notice } from '../../entry/entry.ts'

import { parseOffprintComment, withOwnFields } from './ownComment.ts'
import { joinSame } from './joinTopics.ts'
import { isAboutMeeting, judge } from './judge.ts'
import type { Candidate } from './candidate.ts'
import { toBibliography } from '../field/imprint.ts'
import { PROPERTY } from '../line/labelledLine.ts'
import { readStatus } from '../../entry/statusWords.ts'
import { isPaperAddress } from '../field/words.ts'

/** Decides which candidates are papers, converts them to entries, and joins papers that are under two topics. */
export function toEntries(lines: readonly Candidate[]): {
  readonly entries: readonly Entry[]
  readonly notices: readonly Notice[]
} {
  const candidates = takeMakers(lines)
  const judged = judge(candidates)
  const notices: Notice[] = []
  const entries: Entry[] = []
  const whole = new Set<Entry>()
  candidates.forEach((candidate, i) => {
    if (judged[i]) {
      const own = candidate.given === null ? {} : parseOffprintComment(candidate.given)
      if (!own)
        notices.push({
          line: candidate.line,
          field: null,
          message: 'The comment below the title is damaged, and was left out.',
        })
      const entry = withOwnFields(toEntry(candidate), own ?? {})
      if (entry.title.trim() === '') {
        notices.push({ line: candidate.line, field: 'title', message: 'is missing, so it cannot be shown' })
        return
      }
      if (own?.topics) whole.add(entry)
      entries.push(entry)
      for (const address of own?.links ? [] : candidate.details.found.local) {
        notices.push({
          line: candidate.line,
          field: 'links',
          message: `A link that is not a web address was left out: ${address}`,
        })
      }
    } else if (candidate.text !== '' && (candidate.expected !== 'none' || isPaperLike(candidate))) {
      notices.push({
        line: candidate.line,
        field: null,
        message: `Not read as a paper: ${candidate.text.slice(0, 200)}${below(candidate)}`,
      })
    }
  })
  return { entries: joinSame(entries, whole), notices }
}

const BEHIND_DASH = /^(.{8,}\S)\s[—–-]{1,2}\s(\p{Lu}[\p{L}\d.&-]*(?: \p{Lu}[\p{L}\d.&-]*){0,2})$/u

/** Moves a short name behind a dash from a title to the institutions, where most lines of the list that have one name an institution there. */
function takeMakers(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = new Map<number, { named: number; unknown: number }>()
  for (const { form, group, detailed, details, head } of candidates) {
    const count = groups.get(group) ?? { named: 0, unknown: 0 }
    if (form === 'item' && !detailed && details.found.affiliations.length > 0) count.named++
    else if (BEHIND_DASH.test(head.title)) count.unknown++
    groups.set(group, count)
  }
  return candidates.map((candidate) => {
    const { named, unknown } = groups.get(candidate.group)!
    if (candidate.form !== 'item' || candidate.detailed || candidate.given !== null || named < 2 || named < unknown)
      return candidate
    const [, title = '', maker = ''] = BEHIND_DASH.exec(candidate.head.title) ?? []
    if (maker === '') return candidate
    candidate.details.found.affiliations.push(maker)
    return { ...candidate, head: { ...candidate.head, title } }
  })
}

/** Whether a line leads to a paper, so that it is reported even where a heading promises none. */
const isPaperLike = (candidate: Candidate): boolean =>
  candidate.form !== 'prose' &&
  !isAboutMeeting(candidate) &&
  candidate.details.found.links.some(({ url }) => isPaperAddress(url))

/** What is below a line that is no paper, for its notice. Empty without anything. */
function below({ details, detailed }: Candidate): string {
  const texts = (all: readonly Highlight[]): readonly string[] =>
    all.flatMap(({ text, children }) => [text, ...texts(children)])
  const links = detailed ? details.found.links.map(({ label, url }) => `${label} ${url}`) : []
  const said = [...texts(details.highlights), ...links].join(' · ')
  return said === '' ? '' : ` (with ${said.slice(0, 400)})`
}

function toEntry({ head, details, topics, line, ticked, venue, year }: Candidate): Entry {
  const { found, notices } = details
  // Without a task box the file is not the user’s own, and its tags are the author’s.
  const tags =
    ticked === null && !details.own.has(PROPERTY) && details.own.get('tags')
      ? [{ text: `Tags: ${details.own.get('tags')}`, children: [] }]
      : []
  const highlights = [...details.highlights, ...tags]
  return {
    ...BLANK,
    title: head.title,
    authors: found.authors,
    year: found.year ?? year,
    venue: found.venue || venue || (found.preprint ? 'arXiv' : ''),
    doi: found.doi || identifier(found.links, readDoi, 'doi:'),
    arxiv: found.arxiv || identifier(found.links, readArxiv, 'arxiv:'),
    topics: topics.length > 0 ? [topics] : [],
    affiliations: [...new Set(found.affiliations)],
    links: found.links,
    awards: [...new Set(found.awards)],
    notices,
    highlights: head.rest === '' ? highlights : [{ text: head.rest, children: [] }, ...highlights],
    mark: toMark(ticked, details.own),
    ...(found.imprint && { bibliography: toBibliography(found.imprint) }),
    line,
  }
}

function identifier(links: readonly Link[], read: (url: string) => string | undefined, kind: string): string {
  for (const { url } of links) {
    const name = isPaperAddress(url) ? read(url) : undefined
    if (name?.startsWith(kind)) return name.slice(kind.length)
  }
  return ''
}

function toMark(ticked: Candidate['ticked'], own: ReadonlyMap<string, string>): Mark | null {
  if (ticked === null && !own.has(PROPERTY)) return null
  return {
    ...UNMARKED,
    status: readStatus(own.get('status') ?? '') ?? ticked?.status ?? UNMARKED.status,
    starred: ticked?.starred || own.has('starred'),
    tags: (own.get('tags') ?? '')
      .split(/\s*,\s*/)
      .map((tag) => (own.has(PROPERTY) ? tag.replace(/^#/, '') : tag))
      .filter((tag) => tag !== ''),
    note: own.get('my note') ?? '',
  }
}
