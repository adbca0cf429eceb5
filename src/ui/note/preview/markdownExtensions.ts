import type { Extension } from 'mdast-util-from-markdown'
import type { gfm } from 'micromark-extension-gfm'
import { readLink } from '../../../model/note/noteLink.ts'

// Extensions of GitHub’s Markdown: `[[` links to papers, and tasks with their offsets.

type Syntax = ReturnType<typeof gfm>
type Construct = Extract<NonNullable<Syntax['text']>[string], { tokenize: unknown }>

declare module 'micromark-util-types' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- so the parser learns of a token
  interface TokenTypeMap {
    paperLink: 'paperLink'
  }
}

const OPEN = 91
const CLOSE = 93
/** Character codes up to this one are white space. */
const LAST_LINE_END = -3

/** `[[…]]` on one line, with content and without brackets inside. */
const paperLink: Construct = {
  name: 'paperLink',
  tokenize(effects, ok, nok) {
    const begin = (code: number | null) => {
      effects.enter('paperLink')
      effects.consume(code)
      return second
    }
    const second = (code: number | null) => {
      if (code !== OPEN) return nok(code)
      effects.consume(code)
      return first
    }
    const first = (code: number | null) => (code === CLOSE ? nok(code) : inside(code))
    const inside = (code: number | null) => {
      if (code === null || code <= LAST_LINE_END || code === OPEN) return nok(code)
      effects.consume(code)
      return code === CLOSE ? last : inside
    }
    const last = (code: number | null) => {
      if (code !== CLOSE) return nok(code)
      effects.consume(code)
      effects.exit('paperLink')
      return ok
    }
    return begin
  },
}

const fromMarkdown: Extension = {
  enter: {
    paperLink(token) {
      const text = this.sliceSerialize(token)
      const link = readLink(text.slice(2, -2))
      if (!link) return this.enter({ type: 'text', value: text }, token)
      const children = [{ type: 'text' as const, value: link.shown }]
      return this.enter({ type: 'link', url: '', children, data: { hProperties: { dataPaper: link.name } } }, token)
    },
  },
  exit: {
    paperLink(token) {
      this.exit(token)
    },
  },
}

/** The extensions of the parser. */
type Data = { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] }

/** Reads links to papers: `<a>` without an address, with the name in `data-paper`. */
export const remarkPaperLinks = addPaperLinks

function addPaperLinks(this: { data(): object }) {
  const data = this.data() as Data
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { text: { [OPEN]: paperLink } }]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown]
}

/** A node of the HTML tree, as far as it is read here. */
type Node = {
  readonly type: string
  readonly tagName?: string
  readonly value?: string
  readonly children?: readonly Node[]
  readonly position?: { readonly start: { readonly offset?: number } }
  properties?: Record<string, unknown>
}

/** Labels the box of each task with its text, and puts the offset of its item into `data-task`. */
export const rehypeTasks = () => (tree: Node) => {
  const visit = (node: Node) => {
    const place = node.position?.start.offset
    if (node.tagName === 'li' && place !== undefined) {
      const box = node.children?.flatMap((child) => [child, ...(child.children ?? [])]).find(isBox)
      if (box) Object.assign(box, { properties: { ...box.properties, dataTask: place, ariaLabel: wordsOf(node) } })
    }
    node.children?.forEach(visit)
  }
  visit(tree)
}

const isBox = ({ tagName, properties }: Node) => tagName === 'input' && properties?.['type'] === 'checkbox'

/** The text of an item, without its nested lists. */
const wordsOf = (node: Node): string =>
  node.value?.trim() ??
  (node.children ?? [])
    .filter(({ tagName }) => !/^[uo]l$/.test(tagName ?? ''))
    .map(wordsOf)
    .filter(Boolean)
    .join(' ')
