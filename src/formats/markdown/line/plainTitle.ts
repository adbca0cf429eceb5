import { parseAward } from '../field/award.ts'
import { readField } from '../field/fact.ts'
import type { PaperFacts } from '../field/paperFacts.ts'
import { sentencesOf } from '../field/sentences.ts'
import { takeTrailingFacts } from '../field/trailingFacts.ts'
import { isKnownName } from '../field/knownNames.ts'
import { parseFamilies, parseNames } from '../field/names.ts'
import { isDay, leading, splitBeside } from './beforeTitle.ts'
import { tidy, wordCount } from './pieces.ts'
import { type Run, styled, textOf } from './runs.ts'
import { parseAppearance } from '../field/venue.ts'

/** A title, and the other texts of its line, in which fields may be. */
export type Picked = {
  readonly title: string
  readonly url: string | null
  readonly bold: boolean
  readonly rest: readonly string[]
}

/** Where a table goes on from the title to what the paper does. */
const PROSE_AFTER = /(?:\.|\s[-–—]|(?<=\p{L}))\s+[Tt]his (?:paper|work|article) (?=\p{Ll}+s\b)/u

/** Where a run begins, behind an award, a day, or a tag in backquotes: “`Linformer` Linformer: Self-Attention”. */
function afterTag(run: Run): number {
  const first = Math.max(
    0,
    run.findIndex((chunk) => chunk.text.trim() !== ''),
  )
  const after = run[first + 1]
  // “**Best paper** Title”, “**Week 3** Title”
  const isAside = (text: string) => parseAward(text) !== null || isDay(text)
  if (run[first]?.style === 'strong' && after && isAside(run[first].text) && /^\s*\p{Lu}/u.test(after.text))
    return first + 1
  return run[first]?.style === 'code' && after && /^\s+\p{Lu}/u.test(after.text) && wordCount(after.text) > 2
    ? first + 1
    : first
}

const KEY = /^[\p{L}][\p{L} /-]{0,24}[:：]$/u

/** Takes the first text that is no field as the title. */
export function plainTitle(runs: readonly Run[], found: PaperFacts): Picked {
  const rest: string[] = []
  for (const [i, run] of runs.entries()) {
    const spoken = afterTag(run)
    if (spoken > 0) rest.push(textOf(run.slice(0, spoken)))
    const own = run[spoken]!
    const split = splitAtEmphasis(run.slice(spoken), 0)
    const [beside, begun] = splitBeside(split.title)
    if (beside !== '') rest.push(beside)
    const [text = '', ...prose] = withoutProse(leading(tidy(begun), found))
    if (text === '' || (readable(text, runs.slice(i + 1)) && readField(text, found))) {
      rest.push(...split.rest)
      continue
    }
    const later = [...rest, ...split.rest, ...runs.slice(i + 1).flatMap(styled)]
    const { title, fields } = sentences(text, found)
    const rests = [...fields, ...prose, ...later]
    return { title, url: null, bold: own.style === 'strong' && wordCount(textOf(run)) > 1, rest: rests }
  }
  return { title: '', url: null, bold: false, rest }
}

function withoutProse(text: string): readonly string[] {
  const at = text.search(PROSE_AFTER)
  return at > 0 ? [text.slice(0, at), text.slice(at).replace(/^[\s.–—-]+/, '')] : [text]
}

/** Whether the parser may read a text as a field. It may read names only if other text remains for the title. */
const readable = (text: string, later: readonly Run[]): boolean => {
  if (KEY.test(text) || parseAppearance(text) !== null) return true
  // Two capitalized words may be a title or a name.
  const names = parseNames(text)
  if (names && names.length === 1 && !/et\.? al|\b[A-Z]\./.test(text)) return false
  const isLeft = (rest: string) => parseAward(rest) === null && parseAppearance(rest) === null
  return names ? later.some((run) => isLeft(textOf(run))) : later.length > 0
}

/** Splits "Title, _OSDI '04_" and "Title *A. Author*": emphasis after a title is a field if it reads as one. */
function splitAtEmphasis(run: Run, from: number): { readonly title: string; readonly rest: readonly string[] } {
  const first = run[from]?.style
  for (let i = from + 1; i < run.length; i++) {
    const { text, style } = run[i]!
    if (style === first || text.trim() === '') continue
    const whole =
      first !== style &&
      (style === 'strong'
        ? parseAward(text)
        : (parseAppearance(text) ??
          parseNames(text) ??
          (/et\.? al/.test(text) ? sentencesOf(text).find((part) => parseNames(part)) : null)))
    if (whole) return { title: textOf(run.slice(0, i)), rest: styled(run.slice(i)) }
    if (first === 'em' && /^[\s,.;(–—-]/.test(text) && wordCount(textOf(run.slice(from, i))) >= 3)
      return { title: textOf(run.slice(0, i)), rest: [textOf(run.slice(i))] }
  }
  return { title: textOf(run), rest: [] }
}

const QUOTED = /^(.*?)[“"«]([^“”"«»]{4,})[”"»](.*)$/s

/** People before a title in Chinese: “张三，李四：题目”. */
const CHINESE_PEOPLE = /^(\p{Script=Han}{2,4}(?:[，、,] ?\p{Script=Han}{2,4}){1,20})(?: ?等)?[：:]\s*(\S.*)$/su

/** The short name of a system before its title in quotes or italics. */
export const SYSTEM_NAME = /^\s*\S{1,30}(?: \S{1,20}){0,2}:\s*$/

/** Who presents a paper, before its quoted title. */
const PRESENTED = /^[^,.;]{0,60}\b(?:presents|presented|discusses|discussed|leads|led)(?: (?:the|a) paper)?[\s:]*$/i

const areFamilies = (text: string): boolean => (parseFamilies(text)?.length ?? 0) > 1

/** Whether what follows a quote is the rest of a title that begins with it: “"Is It Overkill?" Fuzzing at Scale”. */
function goesOn(after: string): boolean {
  if (!/^\s\p{Lu}/u.test(after) || /^\s(?:by|in)\b/i.test(after)) return false
  const words = sentencesOf(after)[0]!.split(/[,;(]/)[0]!
  return wordCount(words) > 1 && !/et\.? al/.test(words) && !parseNames(words) && !parseAppearance(words)
}

function sentences(text: string, found: PaperFacts): { readonly title: string; readonly fields: readonly string[] } {
  // In Chinese, such brackets are the quotes of titles.
  const [, book, behind = ''] =
    /^[《「『]([^《》「」『』]{2,300})[》」』](?=$|[\s,，、.。(（])\s*(.*)$/.exec(text) ?? []
  if (book !== undefined) return { title: book, fields: [behind] }
  const [, people, said] = CHINESE_PEOPLE.exec(text) ?? []
  const authors = people?.split(/[，、,] ?/) ?? []
  if (said && authors.length > 1 && authors.every(isKnownName)) {
    found.authors = authors
    return { title: takeTrailingFacts(said, found), fields: [] }
  }
  const quoted = QUOTED.exec(text)
  if (
    quoted &&
    // “"Why?": A Study” is one title.
    !/^\s?[:：]/.test(quoted[3]!) &&
    !(quoted[1]!.trim() === '' && goesOn(quoted[3]!)) &&
    (wordCount(quoted[2]!) >= 3 ||
      (quoted[1]!.trim() === '' && /[,.]$/.test(quoted[2]!) !== /^[,.]/.test(quoted[3]!))) &&
    (quoted[1]!.trim() === '' ||
      SYSTEM_NAME.test(quoted[1]!) ||
      PRESENTED.test(quoted[1]!) ||
      parseNames(quoted[1]!.replace(/\(?\d{4}\)?[.,\s]{0,20}$/, '')) ||
      areFamilies(quoted[1]!.replace(/[,.:\s]{1,20}$/, '')))
  ) {
    const before = SYSTEM_NAME.test(quoted[1]!) ? [] : [quoted[1]!]
    return { title: quoted[2]!.replace(/[,.]$/, ''), fields: [...before, quoted[3]!] }
  }
  const slashed = text.split(/\s+\/\/\s+/)
  if (slashed.slice(1).some((part) => parseAppearance(part)))
    return { title: takeTrailingFacts(slashed[0]!, found), fields: slashed.slice(1) }
  const columns = text.split(/\s+;\s+/)
  if (columns.length > 2) return { title: takeTrailingFacts(columns[0]!, found), fields: columns.slice(1) }
  const parts = sentencesOf(text)
  const names = parts.length > 1 ? parseNames(parts[0]!.replace(/[\s,(]*\d{4}\)?\.?$/, '')) : null
  if (names && (names.length > 1 || /[A-Z]\.|et\.? al|,/.test(parts[0]!))) {
    readField(parts[0]!, found)
    // The style of the ACM has the year between people and title.
    const at = /^\(?(?:19|20)\d\d[a-z]?\)?\.?$/.test(parts[1]!) && parts.length > 2 ? 2 : 1
    if (at === 2) readField(parts[1]!, found)
    return { title: takeTrailingFacts(parts[at]!, found), fields: parts.slice(at + 1) }
  }
  // “Roe, Doe, Kim. Title. ASPLOS 2008”
  const families = parts.length > 2 && found.authors.length === 0 ? parseFamilies(parts[0]!) : null
  const arePeople = families && families.length > 1 && families.every((name) => parseNames(`A. ${name}`))
  if (arePeople && parseAppearance(parts.slice(2).join(' '))?.venue) {
    found.authors = families
    return { title: takeTrailingFacts(parts[1]!, found), fields: [parts.slice(2).join(' ')] }
  }
  if (parts.length > 1 && wordCount(parts[0]!) >= 2) {
    const fields = parts.slice(1)
    if (parseAppearance(fields.join(' ')) || fields.some((field) => parseAppearance(field) ?? parseNames(field))) {
      return {
        title: takeTrailingFacts(parts[0]!, found),
        fields: parseAppearance(fields.join(' ')) ? [fields.join(' ')] : fields,
      }
    }
    const peeled = takeTrailingFacts(text, found)
    if (peeled !== tidy(text))
      return sentencesOf(peeled).length > 1
        ? { title: sentencesOf(peeled)[0]!, fields: sentencesOf(peeled).slice(1) }
        : { title: peeled, fields: [] }
    return wordCount(parts[0]!) >= 4
      ? { title: takeTrailingFacts(parts[0]!, found), fields }
      : { title: text, fields: [] }
  }
  return { title: takeTrailingFacts(text, found), fields: [] }
}
