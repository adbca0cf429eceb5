import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import type { Root } from 'mdast'
import type { Nesting } from './nesting.ts'

/** Writes a text whose bare addresses are links, but for e-mail addresses. micromark itself leaves those in brackets. */
export function writeLinked(text: string, line: number, build: Nesting) {
  if (!/https?:\/\/|www\./i.test(text)) return build.text(text, line)
  const root: Root = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
  findAddresses(root)
  const [paragraph] = root.children
  for (const part of paragraph?.type === 'paragraph' ? paragraph.children : []) {
    if (part.type === 'text') build.text(part.value, line)
    if (part.type !== 'link') continue
    const label = part.children[0]?.type === 'text' ? part.children[0].value : ''
    if (part.url.startsWith('mailto:')) {
      build.text(label, line)
      continue
    }
    build.open('a', { href: part.url }, line, true)
    build.text(label, line)
    build.closeFirm()
  }
}

const [findAddresses = () => undefined] = gfmAutolinkLiteralFromMarkdown().transforms ?? []
