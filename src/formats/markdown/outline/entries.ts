import { wordCount } from '../line/pieces.ts'
import { fold } from '../../../model/text/fold.ts'
import { readArxiv, readDoi } from '../../../model/paper/identity.ts'
import type { Link } from '../../../model/paper/paper.ts'
import { UNMARKED, type Mark } from '../../../model/mark/mark.ts'
import { BLANK, type Entry, type Notice } from '../../entry/entry.ts'

import { parseOffprintComment } from './ownComment.ts'
import { isTitleCase, PROSE } from './layout.ts'
import type { Candidate } from './candidate.ts'
import { PROPERTY } from '../line/labelledLine.ts'
import { readStatus } from '../../entry/statusWords.ts'
import { isElsewhere, isPaperAddress, isTracker } from '../line/words.ts'

/** Decides which candidates are papers, converts them to entries, and joins papers that are under two topics. */
export function toEntries(candidates: readonly Candidate[]): {
  readonly entries: readonly Entry[]
  readonly notices: readonly Notice[]
} {
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
      const entry: Entry = { ...toEntry(candidate), ...own, line: candidate.line }
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
    } else if (candidate.expected !== 'none' && candidate.text !== '') {
      notices.push({
        line: candidate.line,
        field: null,
        message: `Not read as a paper: ${candidate.text.slice(0, 200)}`,
      })
    }
  })
  return { entries: joinSame(entries, whole), notices }
}

function judge(candidates: readonly Candidate[]): readonly boolean[] {
  const strong = candidates.map(isStrong)
  const titles = candidates.map(isTitle)
  const groups = new Map<number, { all: number; strong: number; titles: number }>()
  candidates.forEach((candidate, i) => {
    const group = groups.get(candidate.group) ?? { all: 0, strong: 0, titles: 0 }
    group.all++
    if (strong[i]) group.strong++
    if (strong[i] || titles[i]) group.titles++
    groups.set(candidate.group, group)
  })
  const file = strong.filter(Boolean).length
  const prose = candidates.filter(({ form }) => form === 'prose').length
  const listed = candidates.filter(({ form }, i) => strong[i] && (form === 'item' || form === 'row')).length
  // A post has its papers in its sentences, while a list only mentions papers there.
  const isPost = prose > 1 && prose >= listed
  const whole = candidates.filter(({ expected }) => expected !== 'none').length
  // A list without any link may consist of titles alone.
  const bare = candidates.every(({ details }) => details.found.links.length === 0)
  // Without links and headings, lines like titles among other lines may be anything.
  const isBare = ({ all, titles: likely }: { all: number; titles: number }) => bare && likely >= all * 0.8
  return candidates.map((candidate, i) => {
    if (candidate.given !== null) return true
    if (candidate.head.title === '') return false
    if (candidate.form === 'prose' && !isPost) return false
    if (candidate.expected === 'none' || isWork(candidate.details)) return false
    if (strong[i]) return true
    const group = groups.get(candidate.group)!
    const { all, strong: sure, titles: likely } = group
    if (candidate.expected === 'papers' && candidate.named && isBare(group) && isPhrase(candidate)) return true
    // One paper among lines that all read like titles vouches for them.
    if (titles[i] && candidate.expected === 'papers' && sure > 0 && likely >= all * 0.8) return true
    return (
      titles[i]! &&
      (candidate.expected === 'mixed' ? sure >= all * 0.6 : sure >= all * 0.25 || file >= whole * 0.3 || isBare(group))
    )
  })
}

/** Whether a line is a few words that do not end like a sentence, as titles are. */
const isPhrase = ({ head: { title }, text }: Candidate): boolean =>
  wordCount(title) >= 2 && /^[^\p{Ll}]/u.test(title) && !PROSE.test(text) && !/[.!:：]$/.test(text.trim())

/** Whether a line is about the work on a program, by its links. */
const isWork = ({ found }: Candidate['details']): boolean =>
  found.links.some(({ url }) => isTracker(url)) &&
  !found.links.some(({ url }) => isPaperAddress(url) && !isTracker(url))

/** Whether a candidate’s own text shows that it is a paper. */
function isStrong({ head, details, expected, form, detailed, text }: Candidate): boolean {
  const { signs, title } = head
  const words = wordCount(title)
  if (signs.cited) return true
  if (words === 0 || (PROSE.test(text) && signs.linked === null && !signs.bold && !isLabelled(signs, form)))
    return false
  const { links, affiliations, venue, year, authors } = details.found
  const paper =
    signs.paper ||
    links.some(
      ({ label, url }) =>
        isPaperAddress(url) || (url !== signs.linked && /^(?:paper|pdf|arxiv|论文)/i.test(label) && !isElsewhere(url)),
    )
  if (paper) return words >= 2 || form !== 'paragraph'
  if (!/^[^\p{Ll}]|^[a-z]+[A-Z\d]/u.test(title) && venue === '') return false
  if (form === 'item' && detailed && affiliations.length > 0 && (words >= 2 || signs.labelled)) return true
  if (expected === 'mixed')
    return (
      (venue !== '' && (words >= 4 || form === 'row')) ||
      (form === 'row' && detailed && words >= 3) ||
      (authors.length > 0 && (venue !== '' || year !== null) && words >= 3)
    )
  if (form === 'row') return detailed
  if (form === 'heading') return true
  if (venue !== '' && authors.length > 0 && words >= 2) return true
  return (venue !== '' || authors.length > 0 || signs.labelled) && words >= 3
}

/** A link to a paper after a line of a list says that the line is its title, whatever its words. */
const isLabelled = (signs: Candidate['head']['signs'], form: Candidate['form']) =>
  signs.paper && signs.labelled && form !== 'paragraph'

/** Whether a line with little evidence may still be a title. */
function isTitle({ head, form, text }: Candidate): boolean {
  const { signs, title } = head
  const words = wordCount(title)
  if (PROSE.test(text) || words > 40 || /^https?:/.test(title)) return false
  if (signs.linked !== null) return words >= 3 && !isElsewhere(signs.linked)
  if (form === 'paragraph') return signs.bold && signs.labelled
  if (/^\p{Ll}+\b/u.test(title) && !signs.labelled) return false
  return (
    words >= (signs.labelled ? 2 : 4) &&
    !/[.!:：]$/.test(text.trim()) &&
    (signs.labelled || isTitleCase(title) || NAME_BEFORE_TITLE.test(title))
  )
}

/** The name of a system, a colon and the rest of its title. */
const NAME_BEFORE_TITLE = /^\p{Lu}\S*: \p{Lu}/u

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
    venue: found.venue || venue,
    doi: found.doi || identifier(found.links, readDoi, 'doi:'),
    arxiv: found.arxiv || identifier(found.links, readArxiv, 'arxiv:'),
    topics: topics.length > 0 ? [topics] : [],
    affiliations: [...new Set(found.affiliations)],
    links: found.links,
    awards: [...new Set(found.awards)],
    notices,
    highlights: head.rest === '' ? highlights : [{ text: head.rest, children: [] }, ...highlights],
    mark: toMark(ticked, details.own),
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

/** Joins entries that are one paper under several topics. */
function joinSame(entries: readonly Entry[], whole: ReadonlySet<Entry>): readonly Entry[] {
  const joined: Entry[] = []
  const places = new Map<string, number>()
  for (const entry of entries) {
    const key = fold(entry.title) || entry.title
    const place = places.get(key)
    // An entry with all its topics in its comment has no other lines.
    const twin = place === undefined || whole.has(entry) ? undefined : joined[place]
    if (twin && areSame(twin, entry)) joined[place!] = join(twin, entry)
    else {
      if (!whole.has(entry)) places.set(key, joined.length)
      joined.push(entry)
    }
  }
  return joined
}

function areSame(a: Entry, b: Entry): boolean {
  if (a.arxiv !== '' && b.arxiv !== '') return a.arxiv === b.arxiv
  if (a.doi !== '' && b.doi !== '') return a.doi === b.doi
  const shared = a.links.some(({ url }) => b.links.some((link) => link.url === url))
  return shared || a.links.length === 0 || b.links.length === 0 || wordCount(a.title) >= 4
}

function join(a: Entry, b: Entry): Entry {
  const union = <T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): readonly T[] => {
    const known = new Set(ours.map(key))
    return [...ours, ...theirs.filter((item) => !known.has(key(item)))]
  }
  const same = (text: string) => text
  return {
    ...a,
    authors: a.authors.length > 0 ? a.authors : b.authors,
    year: a.year ?? b.year,
    venue: a.venue || b.venue,
    doi: a.doi || b.doi,
    arxiv: a.arxiv || b.arxiv,
    topics: union(a.topics, b.topics, (path) => path.join('\n')),
    affiliations: union(a.affiliations, b.affiliations, same),
    links: union(a.links, b.links, ({ url }) => url),
    awards: union(a.awards, b.awards, same),
    notices: union(a.notices, b.notices, same),
    highlights: union(a.highlights, b.highlights, ({ text }) => text),
    mark: a.mark ?? b.mark,
  }
}
