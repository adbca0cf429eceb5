import { readField } from '../field/fact.ts'
import type { PaperFacts } from '../field/paperFacts.ts'
import { parseAppearance } from '../field/venue.ts'
import { type Piece, tidy } from './pieces.ts'

/** What stands before a title: tags, the day or time of a talk, and who gives it, as in “3/25 (Ann) Title”. */
const BESIDE = new RegExp(
  String.raw`^(\s*(?:${[
    String.raw`#\p{L}[\p{L}\p{N}_/-]{0,60}\s+`,
    String.raw`\d{1,2}\/\d{1,2}(?:\/\d{2,4})?[\s:–—-]+(?:\([^()]{1,40}\)[\s:–—-]*)?(?=[\p{Lu}“"])`,
    String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?(?:\s?\([^()]{1,40}\)(?:\s?[:–—-])?\s?|\s?[:–—-]\s?)`,
    String.raw`\d{1,2}:\d\d(?:\s?[–-]\s?\d{1,2}:\d\d)?(?:\s?[ap]m)?[\s:–—-]+(?:(?:poster|talk|oral|paper|demo)\s?:\s?)?(?=[\p{Lu}“"])`,
    String.raw`(?:Week|Session|Lecture|Class|Meeting) ?#?\d{1,3}(?:\s?\([^()]{1,40}\))?\s?[:–—-]\s(?=[\p{Lu}“"])`,
  ].join('|')})*)(.*)$`,
  'su',
)

/** Splits a text into what stands before a title, and the rest. */
export function splitBeside(text: string): readonly [beside: string, rest: string] {
  const [, beside = '', rest = ''] = BESIDE.exec(text) ?? []
  return [beside, rest]
}

const ONLY_DAY =
  /^(?:(?:(?:week|day|session|lecture|class|meeting) ?#?\d{1,3}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|\d{1,2}[/.]\d{1,2}|(?:19|20)\d\d(?:-\d\d-\d\d)?)[\s,:.()–—-]{0,5}){1,4}$/i

/** Whether a text is the day or number of a meeting and nothing else: “Mar 5 –”, “Week 3:”. */
export const isDay = (text: string): boolean => text.length < 80 && ONLY_DAY.test(text)

/** Who presents a paper, at the start of a line: “Presenter: Ann Roe. Title”. */
const PRESENTER =
  /^\s*(?:[Pp]resent(?:er|ed by)|[Ss]peaker|[Dd]iscussant|[Dd]iscussion lead|[Ss]cribe|主讲人?|报告人)\s?[:：]\s*[\p{Lu}\p{Lo}][\p{L}'’-]*(?: [\p{Lu}\p{Lo}][\p{L}'’.-]*){0,3}\s*(?:[.,;|–—-]\s+|[，。；]\s*)(?=\S)/u

/** The pieces with who presents the paper at their end, where it is in the way of no title. */
export function presenterLast(pieces: readonly Piece[]): readonly Piece[] {
  const spoken = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '\n')).join('')
  let left = PRESENTER.exec(spoken)?.[0].length ?? 0
  if (left === 0) return pieces
  const rest = pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind !== 'text' || left === 0) return [piece]
    const text = piece.text.slice(left)
    left = Math.max(0, left - piece.text.length)
    return text === '' ? [] : [{ ...piece, text }]
  })
  const presenter = tidy(PRESENTER.exec(spoken)![0]).replace(/[\s.,;|–—，。；-]+$/, '')
  return [...rest, { kind: 'break', soft: false, line: 0 }, { kind: 'text', text: presenter, style: 'plain' }]
}

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?'

const BEFORE_TITLE = [
  new RegExp(
    `^(?<when>(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}),? (?:19|20)\\d\\d)(?: ?[:：,.–—-] ?| )(?<title>\\S.*)$`,
  ),
  /^(?<when>(?:19|20)\d\d)[-_](?<where>[A-Z][A-Za-z&]+)(?:[-_:]|\s[-–—:])\s*(?<title>\S.*)$/,
  /^(?<where>[A-Z][A-Za-z&]{1,10})[-_ ]?(?<when>(?:19|20)\d\d)\s*[-_:/|]\s*(?<title>\S.*)$/,
  /^(?<when>.{2,30}?)\s*(?:\/|\||\s[-–—])\s+(?<title>\S.*)$/,
  /^(?<when>[A-Z][\w&@ .-]{1,20}['’\s]\d\d(?:\d\d)?)\s*[:：,]\s*(?<title>\S.*)$/,
  /^(?<when>[A-Za-z][\w&@ .'’()-]{2,60}?)\s*[:：,]\s+(?<title>\S.*)$/,
  /^(?<when>[A-Z][A-Za-z&]{1,10}\s?['’]\d\d)\s+(?<title>\S.*)$/,
  /^(?<when>(?:19|20)\d\d(?:[./-]\d\d?){0,2})[\s:.,|–—-]+(?<title>\S.*)$/,
]

/** Removes what precedes a title: numbers, signs, and a venue or date as in "2021-ICLR-Title" or "OSDI '23: Title". */
export function leading(text: string, found: PaperFacts): string {
  const bare = text.replace(
    // “(Ann): Title” says who presents it, and “(*) Title” that there is a note.
    /^(?:\([^()]{1,40}\):\s|\([*†‡+]\)\s|#\d{1,5}\s(?=[^\p{Ll}])|[\p{Extended_Pictographic}\uFE0F\u200D\s•·▪★☆✓✔✗→↳|:;,.!&@–—-]|:[a-z_0-9+-]+:|#?\d{1,3}[.)、](?:\s|(?=\p{L}))|\p{Lu}\d{1,2}[.)]\s|\(\d{1,3}\)\s)+/u,
    '',
  )
  for (const pattern of BEFORE_TITLE) {
    const { when = '', where = '', title } = pattern.exec(bare)?.groups ?? {}
    const said = `${where} ${when}`.trim()
    const appearance = title && parseAppearance(said)
    if (appearance && (appearance.year !== null || pattern === BEFORE_TITLE[3])) {
      readField(said, found)
      return leading(title, found)
    }
  }
  return bare
}
