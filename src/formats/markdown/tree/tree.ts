import type { Definition, Node as Mdast, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Notice } from '../../entry/entry.ts'
import { type Attributes, tokenize, VOID } from './html.ts'
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
    const root = toMdast([part, '', ...asked.map(({ line }) => line)].join('\n'))
    if (resumed.has(from)) build.resume()
    emit(root, build, definitionsOf(root), (line) => origin[from + line - 1] ?? origin.at(-1) ?? 1)
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
    defined.push({ label: label.toLowerCase(), line })
  }
  return { defined, end: null }
}

const OPTIONS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }
const toMdast = (text: string): Root => fromMarkdown(text, OPTIONS)

function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const queue: Mdast[] = [root]
  for (let node = queue.pop(); node; node = queue.pop()) {
    const { identifier, url } = node as Definition
    if (node.type === 'definition' && !found.has(identifier)) found.set(identifier, url)
    if ('children' in node && !INLINE_PARENT.has(node.type)) {
      // One by one, since there may be more than a call takes as arguments.
      for (const child of (node.children as Mdast[]).toReversed()) queue.push(child)
    }
  }
  return found
}

const INLINE_PARENT = new Set(['paragraph', 'heading', 'table'])

type Work = { readonly node: Nodes } | null

// A stack instead of recursion, since emphasis may be nested thousands deep.
function emit(root: Nodes, build: Nesting, urls: ReadonlyMap<string, string>, lineOf: (line: number) => number): void {
  const work: Work[] = [{ node: root }]
  while (work.length > 0) {
    const next = work.pop()!
    if (!next) {
      build.closeFirm()
      continue
    }
    const { node } = next
    const line = lineOf(node.position?.start.line ?? 1)
    if (node.type === 'text') build.text(node.value, line)
    else if (node.type === 'html') emitHtml(node.value, build, line)
    else {
      const made = node.type === 'root' ? 'inside' : elementOf(node, urls)
      if (!made) continue
      if (made !== 'inside') {
        build.open(made.tag, made.attributes ?? {}, line, true)
        if (made.text) build.text(made.text, line)
        if (VOID.has(made.tag)) continue
        work.push(null)
      }
      if ('children' in node) for (const child of node.children.toReversed()) work.push({ node: child })
    }
  }
}

type Made = { readonly tag: string; readonly attributes?: Attributes; readonly text?: string }

const TAGS: Readonly<Partial<Record<Nodes['type'], string>>> = {
  paragraph: 'p',
  list: 'ul',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  strong: 'strong',
  emphasis: 'em',
  delete: 'del',
  break: 'br',
  thematicBreak: 'hr',
  footnoteDefinition: 'aside',
}

function elementOf(node: Nodes, urls: ReadonlyMap<string, string>): Made | null {
  const tag = TAGS[node.type]
  if (tag !== undefined) return { tag }
  if (node.type === 'heading') return { tag: `h${node.depth}` }
  if (node.type === 'listItem') {
    return { tag: 'li', attributes: typeof node.checked === 'boolean' ? { checked: String(node.checked) } : {} }
  }
  if (node.type === 'inlineCode') return { tag: 'code', text: node.value }
  if (node.type === 'code') return { tag: 'pre', text: node.value }
  if (node.type === 'link') return { tag: 'a', attributes: { href: node.url } }
  if (node.type === 'linkReference') return { tag: 'a', attributes: { href: urls.get(node.identifier) ?? '' } }
  if (node.type === 'image') return { tag: 'img', attributes: { src: node.url, alt: node.alt ?? '' } }
  if (node.type === 'imageReference') {
    return { tag: 'img', attributes: { src: urls.get(node.identifier) ?? '', alt: node.alt ?? '' } }
  }
  return null
}

function emitHtml(html: string, build: Nesting, first: number): void {
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
  const { children } = toMdast(text.trim())
  const [only, more] = children
  if (only?.type !== 'paragraph' || more) {
    build.text(text, line)
    return
  }
  const lines = line + (/^\s*/.exec(text)![0].match(/\n/g)?.length ?? 0) - 1
  const urls = new Map<string, string>()
  if (/^\s/.test(text)) build.text(' ', line)
  for (const child of only.children) emit(child, build, urls, (at) => at + lines)
  if (/\s$/.test(text)) build.text(' ', line)
}
