import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import type { Notice } from '../../entry/entry.ts'
import { Compiler, type Events } from './compile.ts'
import { tokenize } from './html.ts'
import { Nesting } from './nesting.ts'
import type { Element } from './nodes.ts'
import type { Source } from './source.ts'

const SAME: Readonly<Record<string, string>> = { b: 'strong', i: 'em', s: 'del', strike: 'del', ol: 'ul', th: 'td' }
const TRANSPARENT = new Set(['thead', 'tbody', 'tfoot', 'html', 'body', 'picture', 'g-emoji'])

/** The tree of a Markdown file, and a notice for each part that could not be read. */
type Tree = { readonly root: Element; readonly notices: readonly Notice[] }

/** Parses Markdown with GitHub’s extensions, and the HTML in it. */
export function readTree({ lines, origin, cuts, resumed }: Source): Tree {
  const build = new Nesting()
  // A reference and its definition may be in different parts.
  const { defined, end } = cuts.length > 1 ? definitionsIn(lines) : { defined: [], end: null }
  cuts.forEach((from, i) => {
    const part = lines.slice(from, cuts[i + 1] ?? lines.length).join('\n')
    const folded = defined.length > 0 ? part.toLowerCase() : ''
    const asked = defined.filter(({ label }) => folded.includes(label))
    const events = eventsOf([part, ...asked.map(({ line }) => line)].join('\n\n'))
    if (resumed.has(from)) build.resume()
    new Compiler(build, emitHtml, (line) => origin[from + line - 1] ?? origin.at(-1) ?? 1).compile(events)
  })
  const notices = end === null ? [] : [{ line: origin[end] ?? 1, field: null, message: TOO_MANY_DEFINITIONS }]
  return { root: build.end(), notices }
}

const DEFINITION = /^ {0,3}(?<label>\[[^\]]{1,200}\]):\s*\S/
const MOST_DEFINITIONS = 500
/** Bound in characters, since each part that refers to the definitions parses them again. */
const MOST_LETTERS = 50_000

const TOO_MANY_DEFINITIONS =
  `The file defines more than ${MOST_DEFINITIONS} links, or ${MOST_LETTERS.toLocaleString('en')} characters of them: ` +
  'this one and those after it are known only near their own lines.'

type Defined = {
  readonly defined: readonly { readonly label: string; readonly line: string }[]
  /** The index of the first line with a definition beyond the limits. Null if there is none. */
  readonly end: number | null
}

function definitionsIn(lines: readonly string[]): Defined {
  const defined: { readonly label: string; readonly line: string }[] = []
  let letters = 0
  for (const [at, line] of lines.entries()) {
    const label = DEFINITION.exec(line)?.groups?.['label']
    if (label === undefined) continue
    letters += line.length
    if (letters > MOST_LETTERS || defined.length === MOST_DEFINITIONS) return { defined, end: at }
    // The text of a footnote belongs to one part.
    defined.push({ label: label.toLowerCase(), line: label.startsWith('[^') ? `${label}:` : line })
  }
  return { defined, end: null }
}

/** GitHub’s extensions without e-mail addresses, for which micromark would look at each letter. */
function withoutMail({ text, ...others }: Extension): Extension {
  const left = Object.entries(text ?? {}).flatMap(([code, constructs]) => {
    const kept = [constructs ?? []].flat().filter(({ name }) => name !== 'emailAutolink')
    return kept.length > 0 ? [[code, kept] as const] : []
  })
  return { ...others, text: Object.fromEntries(left) }
}

type Extension = ReturnType<typeof gfm>

const OPTIONS = { extensions: [withoutMail(gfm())] }
const eventsOf = (text: string): Events =>
  postprocess(
    parse(OPTIONS)
      .document()
      .write(preprocess()(text, undefined, true)),
  )

function emitHtml(html: string, first: number, build: Nesting): void {
  let line = first
  let counted = 0
  for (const token of tokenize(html)) {
    for (let i = html.indexOf('\n', counted); i >= 0 && i < token.at; i = html.indexOf('\n', counted)) {
      line++
      counted = i + 1
    }
    if (token.kind === 'text') emitText(token.text, build, line)
    else if (token.kind === 'comment') {
      build.open('comment', {}, line, true)
      build.text(token.text, line)
      build.closeFirm()
    } else if (!TRANSPARENT.has(token.tag)) {
      const tag = SAME[token.tag] ?? token.tag
      if (token.kind === 'open') build.open(tag, token.attributes, line, false)
      else build.close(tag)
    }
  }
}

/** Adds text between tags. It is parsed as Markdown, since many lists have Markdown there. */
function emitText(text: string, build: Nesting, line: number): void {
  if (!/[&\\`*_[<:~]/.test(text)) {
    build.text(text, line)
    return
  }
  const events = eventsOf(text.trim())
  const paragraph = events[1]?.[1]
  if (paragraph?.type !== 'paragraph' || events.at(-2)?.[1] !== paragraph) {
    build.text(text, line)
    return
  }
  const lines = line + (/^\s*/.exec(text)![0].match(/\n/g)?.length ?? 0) - 1
  if (/^\s/.test(text)) build.text(' ', line)
  new Compiler(build, emitHtml, (at) => at + lines, true).compile(events.slice(2, -2))
  if (/\s$/.test(text)) build.text(' ', line)
}
