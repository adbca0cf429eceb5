import { addLink, type Found, parseAward, peelTail, readField, sentencesOf } from './markdownFound.ts'
import { parseNames } from './markdownNames.ts'
import { type Style, tidy, wordCount } from './markdownPieces.ts'
import { parseAppearance } from './markdownVenue.ts'
import { isLabel, isPaperAddress } from './markdownWords.ts'

/** A part of a line: text, a link that may be the title, or a place where a field may end. */
export type Chunk =
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'title'; readonly text: string; readonly url: string; readonly style: Style }
  /** At a broken line, or where links or a venue stood. */
  | { readonly kind: 'cut'; readonly soft: boolean }

type Picked = {
  readonly title: string
  readonly url: string | null
  readonly bold: boolean
  readonly rest: readonly string[]
}

/** Finds the title among the parts of a line: what is linked, bold, or stands first. The rest says other things. */
export function pickTitle(chunks: readonly Chunk[], found: Found): Picked {
  const runs = runsOf(chunks)
  return linkedTitle(runs, found) ?? boldTitle(runs, found) ?? plainTitle(runs, found)
}

type Run = readonly Exclude<Chunk, { kind: 'cut' }>[]

/** The chunks between cuts. A line broken softly goes on in the next. */
function runsOf(chunks: readonly Chunk[]): readonly Run[] {
  const runs: Exclude<Chunk, { kind: 'cut' }>[][] = [[]]
  for (const chunk of chunks) {
    if (chunk.kind !== 'cut') runs.at(-1)!.push(chunk)
    else if (chunk.soft) runs.at(-1)!.push({ kind: 'text', text: ' ', style: 'plain' })
    else runs.push([])
  }
  return runs.filter((run) => run.some(({ text }) => text.trim() !== ''))
}

const textOf = (run: Run): string => tidy(run.map(({ text }) => text).join(''))

/** The run without the chunks from `from` to `to`, and the other runs, as texts to read fields from. */
function others(runs: readonly Run[], run: Run, from: number, to: number): readonly string[] {
  // Words in backquotes before a title are tags.
  const before = run.slice(0, from).filter(({ style }) => style !== 'code')
  return runs.flatMap((other) => (other === run ? [...styled(before), ...styled(run.slice(to))] : styled(other)))
}

/** A change of emphasis parts a name from a venue. */
function styled(run: Run): readonly string[] {
  const texts: string[] = []
  let style: Style | null = null
  for (const chunk of run) {
    if (chunk.style === style && texts.length > 0) texts[texts.length - 1] += chunk.text
    else texts.push(chunk.text)
    style = chunk.style
  }
  // A word in the middle of a sentence may be emphasized: only what reads as a field of its own is parted.
  return texts.some((text) => text.trim() !== '' && parseAppearance(text)) || texts.length <= 3
    ? texts
    : [texts.join('')]
}

function linkedTitle(runs: readonly Run[], found: Found): Picked | null {
  for (const run of runs) {
    const at = run.findIndex((chunk) => chunk.kind === 'title')
    const chunk = run[at]
    if (chunk?.kind !== 'title') continue
    const before = textOf(run.slice(0, at))
    const words = wordCount(chunk.text)
    // A title in plain words may have a link with an odd label after it.
    if (words < 3 && (wordCount(before) >= 4 || runs.indexOf(run) > 0) && !parseNames(before)) {
      addLink(found, chunk.text, chunk.url)
      const left = runs.map((other) => (other === run ? run.filter((_, i) => i !== at) : other))
      return linkedTitle(left, found) ?? boldTitle(left, found) ?? plainTitle(left, found)
    }
    const subtitle =
      words <= 2 && isPaperAddress(chunk.url) ? /^\s*[:：]\s*(\S.*)$/.exec(textOf(run.slice(at + 1)))?.[1] : undefined
    if (subtitle && wordCount(subtitle) >= 2 && !/[.!]$/.test(subtitle)) {
      return {
        title: `${chunk.text}: ${peelTail(subtitle, found)}`,
        url: chunk.url,
        bold: false,
        rest: others(runs, run, at, run.length),
      }
    }
    return {
      title: peelTail(chunk.text, found),
      url: chunk.url,
      bold: chunk.style === 'strong',
      rest: others(runs, run, at, at + 1),
    }
  }
  return null
}

/** Bold authors stand before a title that is not bold. */
const isNames = (text: string): boolean =>
  (parseNames(text)?.length ?? 0) > 1 || (parseNames(text) !== null && /et\.? al|\b[A-Z]\./.test(text))

const OPEN_ENDED = /[:：]\s*$/
const KEY = /^[\p{L}][\p{L} /-]{0,24}[:：]$/u

function boldTitle(runs: readonly Run[], found: Found): Picked | null {
  for (const run of runs) {
    let from = run.findIndex((chunk) => chunk.style === 'strong' && /[\p{L}\p{N}]/u.test(chunk.text))
    if (from < 0) continue
    let to = from
    while (run[to]?.style === 'strong' || (run[to]?.text.trim() === '' && run[to + 1]?.style === 'strong')) to++
    const text = textOf(run.slice(from, to))
    const before = textOf(run.slice(0, from))
    const after = textOf(run.slice(to))
    if (parseAppearance(text) || isLabel(text) || parseAward(text) || isNames(text)) continue
    if (/^\s*[:：-]\s*\S/.test(after) || OPEN_ENDED.test(text)) {
      if (wordCount(text) > 4) return { title: text, url: null, bold: true, rest: others(runs, run, from, to) }
      // "**BERT**: Pre-training of …" is one title, of which the name is bold.
      return null
    }
    // Words of a title may be bold to spell its acronym.
    if (/[\p{L}\p{N}]$/u.test(before) && !parseAppearance(before)) continue
    if (/^[\p{L}\p{N}]/u.test(after) && wordCount(text) < 3 && !parseAppearance(after)) continue
    return { title: peelTail(text, found), url: null, bold: true, rest: others(runs, run, from, to) }
  }
  return null
}

function plainTitle(runs: readonly Run[], found: Found): Picked {
  const rest: string[] = []
  for (const [i, run] of runs.entries()) {
    const spoken = run.findIndex((chunk) => chunk.text.trim() !== '')
    const own = run[spoken]!
    const split = splitAtEmphasis(run, spoken)
    const text = leading(tidy(split.title), found)
    if (text === '' || (readable(text, runs.length - i) && readField(text, found))) {
      rest.push(...split.rest)
      continue
    }
    const later = [...rest, ...split.rest, ...runs.slice(i + 1).flatMap(styled)]
    const { title, fields } = sentences(text, found)
    return { title, url: null, bold: own.style === 'strong' && wordCount(textOf(run)) > 1, rest: [...fields, ...later] }
  }
  return { title: '', url: null, bold: false, rest }
}

/** Whether text that reads as a venue or as names may be taken so: only where something is left to be the title. */
const readable = (text: string, left: number): boolean => {
  if (KEY.test(text) || parseAppearance(text) !== null) return true
  // Two capitalized words may be a title as well as a name.
  const names = parseNames(text)
  return left > 1 && (!names || names.length > 1 || /et\.? al|\b[A-Z]\./.test(text))
}

/** "Title, _OSDI '04_" and "Title *A. Author*": what is emphasized after the title is a field, if it reads as one. */
function splitAtEmphasis(run: Run, from: number): { readonly title: string; readonly rest: readonly string[] } {
  const first = run[from]?.style
  for (let i = from + 1; i < run.length; i++) {
    const { text, style } = run[i]!
    if (style === first || text.trim() === '') continue
    const whole =
      first !== style &&
      style !== 'strong' &&
      (parseAppearance(text) ??
        parseNames(text) ??
        (/et\.? al/.test(text) ? sentencesOf(text).find((part) => parseNames(part)) : null))
    if (whole) return { title: textOf(run.slice(0, i)), rest: styled(run.slice(i)) }
    const tail = textOf(run.slice(i))
    if (first === 'em' && /^[\s,.;(–—-]/.test(text) && wordCount(textOf(run.slice(from, i))) >= 3)
      return { title: textOf(run.slice(0, i)), rest: [tail] }
  }
  return { title: textOf(run), rest: [] }
}

const QUOTED = /^(.*?)[“"«]([^“”"«»]{4,})[”"»](.*)$/s

function sentences(text: string, found: Found): { readonly title: string; readonly fields: readonly string[] } {
  const quoted = QUOTED.exec(text)
  if (
    quoted &&
    (wordCount(quoted[2]!) >= 3 ||
      (quoted[1]!.trim() === '' && /[,.]$/.test(quoted[2]!) !== /^[,.]/.test(quoted[3]!))) &&
    (quoted[1]!.trim() === '' || parseNames(quoted[1]!.replace(/\(?\d{4}\)?[.,\s]*$/, '')))
  ) {
    return { title: quoted[2]!.replace(/[,.]$/, ''), fields: [quoted[1]!, quoted[3]!] }
  }
  const columns = text.split(/\s+;\s+/)
  if (columns.length > 2) return { title: peelTail(columns[0]!, found), fields: columns.slice(1) }
  const parts = sentencesOf(text)
  const names = parts.length > 1 ? parseNames(parts[0]!.replace(/[\s,(]*\d{4}\)?\.?$/, '')) : null
  if (names && (names.length > 1 || /[A-Z]\.|et\.? al|,/.test(parts[0]!))) {
    readField(parts[0]!, found)
    return { title: peelTail(parts[1]!, found), fields: parts.slice(2) }
  }
  if (parts.length > 1 && wordCount(parts[0]!) >= 2) {
    const fields = parts.slice(1)
    if (parseAppearance(fields.join(' ')) || fields.some((field) => parseAppearance(field) ?? parseNames(field))) {
      return {
        title: peelTail(parts[0]!, found),
        fields: parseAppearance(fields.join(' ')) ? [fields.join(' ')] : fields,
      }
    }
    const peeled = peelTail(text, found)
    if (peeled !== tidy(text))
      return sentencesOf(peeled).length > 1
        ? { title: sentencesOf(peeled)[0]!, fields: sentencesOf(peeled).slice(1) }
        : { title: peeled, fields: [] }
    return wordCount(parts[0]!) >= 4 ? { title: parts[0]!, fields } : { title: text, fields: [] }
  }
  return { title: peelTail(text, found), fields: [] }
}

const BEFORE_TITLE = [
  /^(?<when>(?:19|20)\d\d)[-_](?<where>[A-Z][A-Za-z&]+)[-_:]\s*(?<title>\S.*)$/,
  /^(?<where>[A-Z][A-Za-z&]{1,10})[-_ ]?(?<when>(?:19|20)\d\d)\s*[-_:/|]\s*(?<title>\S.*)$/,
  /^(?<when>.{2,30}?)\s*(?:\/|\||\s[-–—])\s+(?<title>\S.*)$/,
  /^(?<when>[A-Z][\w&@ .-]{1,20}['’\s]\d\d(?:\d\d)?)\s*[:：,]\s*(?<title>\S.*)$/,
  /^(?<when>[A-Za-z][\w&@ .'’()-]{2,60}?)\s*[:：,]\s+(?<title>\S.*)$/,
  /^(?<when>[A-Z][A-Za-z&]{1,10}\s?['’]\d\d)\s+(?<title>\S.*)$/,
  /^(?<when>(?:19|20)\d\d(?:[./-]\d\d?){0,2})[\s:.,|–—-]+(?<title>\S.*)$/,
]

/** Takes off what stands before a title: numbers, signs, and a venue or date as in "2021-ICLR-Title" or "OSDI '23: Title". */
function leading(text: string, found: Found): string {
  const bare = text.replace(
    /^(?:[\p{Extended_Pictographic}\uFE0F\u200D\s•·▪★☆✓✔✗→↳|:;,.!&@–—-]|:[a-z_0-9+-]+:|#?\d{1,3}[.)、](?:\s|(?=\p{L})))+/u,
    '',
  )
  for (const pattern of BEFORE_TITLE) {
    const { when = '', where = '', title } = pattern.exec(bare)?.groups ?? {}
    const said = `${where} ${when}`.trim()
    const appearance = title && parseAppearance(said)
    if (appearance && (appearance.year !== null || pattern === BEFORE_TITLE[2])) {
      readField(said, found)
      return leading(title, found)
    }
  }
  return bare
}

/** A title without the signs, numbers and quotes around it. */
export function cleanTitle(title: string): string {
  const bare = tidy(title.replace(/(?<=^|\s):[a-z][a-z0-9_+-]+:(?=\s|$|[,.[(])/g, ' ').replace(/\{:[^}]*\}/g, ''))
    .replace(
      /^(?:[\p{Extended_Pictographic}\uFE0F\u200D\s•·▪★☆✓✔✗→|:;,.–—-]|#?\d{1,3}[.)、](?:\s|(?=\p{L}))|\[[\dxX ]{1,3}\]\s)+/u,
      '',
    )
    .replace(/[\p{Extended_Pictographic}\uFE0F\u200D\s|:;,–—→-]+\.?$/u, (end) => (/^[)\]]/.test(end) ? end : ''))
  const quoted = /^[“"'«]([^“”"«»]+)[,.]?[”"'»][.,]?$/.exec(bare)?.[1] ?? bare
  return quoted.replace(/(?<=[^.\s][^.\s]+|\))\.$/, '').trim()
}
