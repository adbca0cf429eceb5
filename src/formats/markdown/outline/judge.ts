import { isTitleCase, PROSE } from './layout.ts'
import type { Candidate } from './candidate.ts'
import { isElsewhere, isPaperAddress, isTracker } from '../field/words.ts'
import { wordCount } from '../line/pieces.ts'

/** Decides of each candidate whether it is a paper, by its own evidence and by that of its list. */
export function judge(candidates: readonly Candidate[]): readonly boolean[] {
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
  const whole = candidates.filter(({ expected, head }) => expected !== 'none' && head.title !== '').length
  // A list without any link may consist of titles alone.
  const bare = candidates.every(({ details }) => details.found.links.length === 0)
  // Without links and headings, lines like titles among other lines may be anything.
  const isBare = ({ all, titles: likely }: { all: number; titles: number }) => bare && likely >= all * 0.8
  return candidates.map((candidate, i) => {
    if (candidate.given !== null) return true
    if (candidate.head.title === '') return false
    if (candidate.form === 'prose' && !isPost) return false
    if (candidate.expected === 'none' || isWork(candidate.details) || isAboutMeeting(candidate)) return false
    if (isCalledPost(candidate)) return false
    if (strong[i]) return true
    const group = groups.get(candidate.group)!
    const { all, strong: sure, titles: likely } = group
    // Among papers, a name with its institutions below is one, however short.
    if (candidate.form === 'item' && candidate.details.found.affiliations.length > 0 && sure > 0 && sure >= all * 0.6)
      return true
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

/** Whether a line is about a meeting or the list itself: how many papers a conference took, where all of them are. */
export const isAboutMeeting = ({ head: { title, signs } }: Candidate): boolean =>
  ALL_PAPERS.test(title) ||
  OWN_NEWS.test(title) ||
  NO_READING.test(title) ||
  (!signs.paper && SPEECH.test(title)) ||
  (title.length < 300 && ACCEPTED.test(title) && /\d ?%|\d ?\/ ?\d|\d of \d/.test(title))
/** What a conference, a course or a group has beside its papers. */
const SPEECH =
  /^co-?located with\s|^(?:keynotes?|panel|invited talks?|guest (?:lecture|talk|speaker)s?|(?:opening|closing) remarks|(?:business|organi[sz]ational|planning|kick-?off) meeting)(?: (?:\d{1,2}|talk|speech|discussion))?(?:$| by\s|\s?[:：(–—-])/i
/** A day of a course or a group on which nothing is read. */
const NO_READING =
  /^no (?:assigned |required )?(?:class(?:es)?|lectures?|meetings?|seminar|readings?|papers?)(?: (?:this week|today))?(?:$|\s?[:：(–—-])/i
/** What a list says of itself: “Our survey is on [arXiv](…)”. */
const OWN_NEWS = /^our (?:paper|survey|work|list|repo(?:sitory)?) (?:is|was|has|got)\b/i
const ACCEPTED = /\baccept(?:ed|ance|s)\b|\bsubmissions?\b|录用率|接收率/i
const ALL_PAPERS =
  /^(?:(?:list of )?(?:all )?accepted papers?(?: list)?|papers? list|list of papers|(?:technical |conference |full )?(?:program(?:me)?|sessions|proceedings)(?: page)?|call for papers|vol(?:ume)?\.? ?\d{1,3}(?:,? (?:no|issue)\.? ?\d{1,3})?|(?:全部|录用|接收)?论文(?:列表|清单|集)|(?:会议)?日程|会议主页)$/i

/** Whether a line is about the work on a program, by its links. */
const isWork = ({ found }: Candidate['details']): boolean =>
  found.links.some(({ url }) => isTracker(url)) &&
  !found.links.some(({ url }) => isPaperAddress(url) && !isTracker(url))

/** Whether a line says in brackets that it is a post, as in “Title (blog)” and “Title (blog) https://…”, and has no other link of that name. */
const isCalledPost = ({ text, details: { found } }: Candidate): boolean => {
  const [called, address] = CALLED_POST.exec(text) ?? []
  return called !== undefined && (address !== undefined || !found.links.some(({ label }) => POST.test(label)))
}
const POST_NAMES = String.raw`(?:blog(?: ?posts?| article|s)?|podcasts?|newsletters?|博客|博文)`
const POST = new RegExp(`^${POST_NAMES}$`, 'i')
const CALLED_POST = new RegExp(String.raw`[([【（]\s?${POST_NAMES}\s?[)\]】）](\s?[:：]?\s?https?:)?`, 'i')

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
  if ((venue !== '' || (signs.linked !== null && year !== null)) && authors.length > 0 && words >= 2) return true
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
