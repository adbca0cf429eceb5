import type { TopicPath } from '../../../model/paper/paper.ts'
import { cleanTopic } from './layout.ts'
import { wordCount } from '../line/pieces.ts'
import { type Appearance, parseAppearance } from '../field/venue.ts'
import { expectedContent, expectedIn, isContainer, namesPapers } from '../field/words.ts'

/** The headings above a line, the outermost first. */
export type Sections = readonly Section[]
type Section = { readonly depth: number; readonly text: string; readonly container: boolean }

/** What the headings above a line say about it. */
export type Context = {
  readonly topics: TopicPath
  readonly expected: 'papers' | 'mixed' | 'none'
  /** Whether a heading, or the title of the list, speaks of papers or of a venue. */
  readonly named: boolean
  /** The venue and year in the headings. */
  readonly venue: string
  readonly year: number | null
}

/** Deeper than any heading, so the next heading or bold line ends it. */
export const BOLD_DEPTH = 7
// An item with a list is no heading. Its section is inside its heading, and above the next heading level.
const NESTED = 0.1

/** The depth of a heading by its tag: 1 for h1. */
export const headingDepth = (tag: string): number => Number(tag.slice(1))

/** The sections that a heading of this depth does not end. */
export const enclosing = (sections: Sections, depth: number): Sections =>
  sections.filter((section) => section.depth < depth)

/** The sections under a heading. Without a depth, the heading is nested in the innermost section. */
export function enter(
  sections: Sections,
  text: string,
  depth: number = (sections.at(-1)?.depth ?? 0) + NESTED,
): Sections {
  return [...enclosing(sections, depth), { depth, text: cleanTopic(text), container: isContainer(text) }]
}

/** Caches contexts by their sections, since many lines share a heading, which may be long. */
const known = new WeakMap<Sections, { readonly title: string; readonly context: Context }>()

/** What sections and list title say about a line: its topics, whether papers are expected, venue and year. */
export function contextOf(sections: Sections, title: string): Context {
  const before = known.get(sections)
  if (before?.title === title) return before.context
  const context = readContext(sections, title)
  known.set(sections, { title, context })
  return context
}

function readContext(sections: Sections, title: string): Context {
  const headings = sections.map(({ text }) => text)
  const appeared = [...headings, title].map((text) =>
    wordCount(text) <= 4 && !SUBJECT.test(text) ? (parseAppearance(text) ?? heldAt(text)) : heldAt(text),
  )
  return {
    topics: sections.filter(({ container }) => !container).map(({ text }) => text),
    expected: expectedUnder(headings, title),
    named: [...headings, title].some(namesPapers) || appeared.some((found) => found !== null && found.venue !== ''),
    venue: appeared.find((found) => found && found.venue !== '')?.venue ?? '',
    year: appeared.find((found) => found && found.year !== null)?.year ?? null,
  }
}

/** “Fast”, “Cloud” and “Machine Learning” are topics, though venues and journals have these names. */
const SUBJECT =
  /^(?:\p{Lu}\p{Ll}+|(?:Machine|Artificial|Pattern|Information|Neural) (?:Learning|Intelligence|Recognition|Fusion|Networks|Computation|learning|intelligence|recognition|fusion|networks|computation))$/u

const ABOUT_A_LIST =
  /\b(?:accepted|selected|interesting|favou?rite|awesome|must[- ]read|read(?:ing|ings)?|lists?|papers?|notes?|picks?|summar(?:y|ies)|highlights?|overview|selection|selected|proceedings|my|our|some|all|the|(?:i|we) (?:liked?|loved?|read)|to read|group|class|seminar|course|club|session|for|from|of|at|in|on)\b|\p{Script=Han}+/giu

/**
 * The conference and year of a heading that says only that it is a list of its papers, or where it was held: “NSDI 2024
 * Reading Notes”, “NSDI 2024 (Santa Clara, USA)”.
 */
function heldAt(heading: string): Appearance | null {
  if (wordCount(heading) > 15) return null
  const [, ...parts] = /^([^(),;:|·–—@]{2,60})[(),;:|·–—@]([^(),;:|·–—@]{2,60})?/.exec(heading) ?? []
  for (const part of parts) {
    const said = part ? (parseAppearance(part) ?? heldAt(part)) : null
    if (said?.venue && said.year !== null) return said
  }
  if (wordCount(heading) > 9) return null
  const bare = heading.replace(ABOUT_A_LIST, ' ').replace(/\(\s*\)|\[\s*\]/g, ' ')
  const appearance = bare === heading || wordCount(bare) > 4 ? null : parseAppearance(bare)
  return appearance?.venue && appearance.year !== null ? appearance : null
}

function expectedUnder(headings: readonly string[], title: string): Context['expected'] {
  const expected = [expectedIn(title), ...headings.map(expectedContent)]
  if (expected.includes('none')) return 'none'
  return expected.includes('mixed') && expected.at(-1) !== 'papers' ? 'mixed' : 'papers'
}
