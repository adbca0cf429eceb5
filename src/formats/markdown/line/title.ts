import { parseAward } from '../field/award.ts'
import { addLink, type PaperFacts } from '../field/paperFacts.ts'
import { takeTrailingFacts } from '../field/trailingFacts.ts'
import { isKnownName } from '../field/knownNames.ts'
import { parseFamilies, parseNames } from '../field/names.ts'
import { isDay } from './beforeTitle.ts'
import { tidy, wordCount } from './pieces.ts'
import { type Picked, plainTitle, SYSTEM_NAME } from './plainTitle.ts'
import { type Chunk, others, type Run, runsOf, textOf } from './runs.ts'
import { parseAppearance } from '../field/venue.ts'
import { isLabel, isPaperAddress } from '../field/words.ts'

/** Picks the title of a line: the linked text, else the bold text, else the first. The rest may hold other fields. */
export function pickTitle(chunks: readonly Chunk[], found: PaperFacts): Picked {
  const runs = runsOf(chunks)
  return linkedTitle(runs, found) ?? leaningTitle(runs, found) ?? boldTitle(runs, found) ?? plainTitle(runs, found)
}

/** A title in italics behind its people, of whom some may be bold: “**A. Roe**, B. Doe. *Title.* Venue, 2021”. */
function leaningTitle(runs: readonly Run[], found: PaperFacts): Picked | null {
  const [run] = runs
  const at = run?.findIndex(({ style, text }) => style === 'em' && /[\p{L}\p{N}]/u.test(text)) ?? -1
  if (!run || at < 1 || wordCount(run[at]!.text) < 2) return null
  const people = textOf(run.slice(0, at)).replace(MEETING_DAY, '')
  const title = tidy(run[at]!.text)
  const families = parseFamilies(people)
  if (families && families.length > 1 && found.authors.length === 0 && !parseAppearance(title)) {
    found.authors = families
    const behind = run.slice(at)
    return { title, url: null, bold: true, rest: others([behind, ...runs.slice(1)], behind, 0, 1) }
  }
  if ((!isNames(people) && !SYSTEM_NAME.test(people) && !isDay(people)) || parseAppearance(title) || isNames(title))
    return null
  const joined: Run = [{ kind: 'text', text: people, style: 'plain' }, ...run.slice(at)]
  return { title, url: null, bold: true, rest: others([joined, ...runs.slice(1)], joined, 1, 2) }
}

/** The day of a meeting: “Feb 18. Roe and Doe. *Title*”. */
const MEETING_DAY = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?[.:,]? /

/** A text that ends with a colon goes on after it. */
const OPEN_ENDED = /[:：]\s*$/

function linkedTitle(runs: readonly Run[], found: PaperFacts): Picked | null {
  for (const run of runs) {
    const at = run.findIndex((chunk) => chunk.kind === 'title')
    const chunk = run[at]
    if (chunk?.kind !== 'title') continue
    const before = textOf(run.slice(0, at))
    const words = wordCount(chunk.text)
    // “Roe & Doe (2017). [Title](…)” has its year between.
    const people = runs[runs.indexOf(run) - 1]
    const dated = !/[\p{L}\p{N}]/u.test(before) && people && found.year !== null ? parseFamilies(textOf(people)) : null
    // One name there may be that of a system.
    if (dated && dated.length > 1 && found.authors.length === 0) {
      found.authors = dated
      return linkedTitle([run, ...runs.filter((other) => other !== run && other !== people)], found)
    }
    // A link with an unusual label may follow a plain title, and so may one within a sentence.
    const isAside = words < 3 || (/^\p{Ll}+ /u.test(chunk.text) && !isPaperAddress(chunk.url))
    if (isAside && (wordCount(before) >= 4 || runs.indexOf(run) > 0) && !parseNames(before)) {
      addLink(found, chunk.text, chunk.url)
      const left = runs.map((other) => (other === run ? run.filter((_, i) => i !== at) : other))
      return linkedTitle(left, found) ?? boldTitle(left, found) ?? plainTitle(left, found)
    }
    // “Roe, Doe. [Title](…)” has the families of its people alone.
    const families = parseFamilies(before.replace(/[.:]$/, ''))
    if (/[.:]$/.test(before) && families && families.length > 1 && found.authors.length === 0) {
      found.authors = families
      return linkedTitle([run.slice(at), ...runs.filter((other) => other !== run)], found)
    }
    const subtitle = subtitleAfter(chunk, textOf(run.slice(at + 1)))
    if (subtitle && wordCount(subtitle) >= 2 && !/[.!]$/.test(subtitle)) {
      return {
        title: `${chunk.text.replace(OPEN_ENDED, '')}: ${takeTrailingFacts(takeMakers(subtitle, found), found)}`,
        url: chunk.url,
        bold: false,
        rest: others(runs, run, at, run.length),
      }
    }
    return {
      title: takeTrailingFacts(chunk.text, found),
      url: chunk.url,
      bold: chunk.style === 'strong',
      rest: others(runs, run, at, at + 1),
    }
  }
  return null
}

/** The rest of a title of which the link has the first words, as in "[Name](…): Rest" or "[Name:](…) Rest". */
function subtitleAfter({ text, url }: Run[number] & { readonly url: string }, after: string): string | undefined {
  if (OPEN_ENDED.test(text)) return after
  const dated = /\s\|\s([^|]+)$/.exec(after)?.[1]
  const isPaper = isPaperAddress(url) || (dated !== undefined && parseAppearance(dated) !== null)
  return isPaper && wordCount(text) <= 4 ? /^\s*[:：]\s*(\S.*)$/.exec(after)?.[1] : undefined
}

/** Moves a few capitalized words behind a bar, which say where a paper was made, to `found`. */
function takeMakers(text: string, found: PaperFacts): string {
  const [, title = text, makers = ''] = /^(.*\S)\s\|\s([^|]{2,30})$/.exec(text) ?? []
  const words = makers.split(' ')
  if (makers === '' || parseAppearance(makers) || words.length > 3 || !words.every((word) => /^[^\p{Ll}]/u.test(word)))
    return text
  found.affiliations.push(makers)
  return title
}

/** Whether a chunk is one person among others, as the author of a page is in bold: “Roe, **Ann Doe**. Title”. */
function isPerson(run: Run, at: number): boolean {
  const { text } = run[at]!
  if (parseNames(text)?.length !== 1) return false
  const before = textOf(run.slice(0, at))
  const after = textOf(run.slice(at + 1))
  if (/[,.&]$|\band$/.test(before) && wordCount(before) >= 2) return true
  return isKnownName(tidy(text)) && /^[,.]/.test(after) && wordCount(after) >= 3
}

/** Whether a bold text names authors, who may precede a title that is not bold. */
const isNames = (text: string): boolean =>
  (parseNames(text)?.length ?? 0) > 1 || (parseNames(text) !== null && /et\.? al|\b[A-Z]\./.test(text))

function boldTitle(runs: readonly Run[], found: PaperFacts): Picked | null {
  for (const run of runs) {
    // Bold words after the links of a plain title are tags.
    if (run !== runs[0] && wordCount(textOf(runs[0]!)) >= 4 && !parseNames(textOf(runs[0]!))) return null
    let from = run.findIndex(
      (chunk, at) => chunk.style === 'strong' && /[\p{L}\p{N}]/u.test(chunk.text) && !isPerson(run, at),
    )
    if (from < 0) continue
    let to = from
    while (run[to]?.style === 'strong' || (run[to]?.text.trim() === '' && run[to + 1]?.style === 'strong')) to++
    const text = textOf(run.slice(from, to))
    const before = textOf(run.slice(0, from))
    const after = textOf(run.slice(to))
    if (parseAppearance(text) || isLabel(text) || parseAward(text) || isNames(text) || isDay(text)) continue
    // “Title (**Name**)”
    if (/[(（]$/.test(before) && /^\s?[)）]/.test(after)) continue
    // “2024-03-12: **Ann** — Title” says who presents it.
    if (isDay(before) && wordCount(text) <= 4 && /^\s*[:：–—-]\s*\S/.test(after) && wordCount(after) >= 3) {
      const picked = plainTitle([run.slice(to), ...runs.filter((other) => other !== run)], found)
      return { ...picked, rest: [`${before} ${text}`, ...picked.rest] }
    }
    if (/^\s*[:：-]\s*\S/.test(after) || OPEN_ENDED.test(text)) {
      if (wordCount(text) > 4) return { title: text, url: null, bold: true, rest: others(runs, run, from, to) }
      // "**BERT**: Pre-training of …" is one title, and only the name in it is bold.
      return null
    }
    // Parts of a title may be bold to spell its acronym.
    if (/[\p{L}\p{N}]$/u.test(before) && !parseAppearance(before)) continue
    if (/^[\p{L}\p{N}]/u.test(after) && wordCount(text) < 3 && !parseAppearance(after)) continue
    return { title: takeTrailingFacts(text, found), url: null, bold: true, rest: others(runs, run, from, to) }
  }
  return null
}

/** Removes the signs, numbers and quotes around a title. */
export function cleanTitle(title: string): string {
  const bare = tidy(title.replace(/(?<=^|\s):[a-z][a-z0-9_+-]+:(?=\s|$|[,.[(])/g, ' ').replace(/\{:[^}]{0,200}\}/g, ''))
    .replace(
      /^(?:[\p{Extended_Pictographic}\uFE0F\u200D\s•·▪★☆✓✔✗→|:;,.–—-]|#?\d{1,3}[.)、](?:\s|(?=\p{L}))|\p{Lu}\d{1,2}[.)]\s|\[[\dxX ]{1,3}\]\s)+/u,
      '',
    )
    .replace(
      /(?<![\p{Extended_Pictographic}\uFE0F\u200D\s|:;,–—→-])[\p{Extended_Pictographic}\uFE0F\u200D\s|:;,–—→-]+\.?$/u,
      (end) => (/^[)\]]/.test(end) ? end : ''),
    )
  const quoted = /^[“"'«]([^“”"«»]+)[,.]?[”"'»][.,]?$/.exec(bare)?.[1] ?? bare
  return quoted.replace(/(?<=[^.\s]{2}|\))\.$|[，、。]$/, '').trim()
}
