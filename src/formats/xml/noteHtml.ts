import { readTags } from './tags.ts'

const BLOCKS = /^(?:p|div|h[1-6]|ul|ol|blockquote|pre|table|tr)$/

/** The text of a note in HTML as Markdown: its paragraphs, headings, list items, emphasis and links. */
export function readNoteHtml(html: string): string {
  let text = ''
  const links: string[] = []
  const sign = (name: string) => (/^(?:b|strong)$/.test(name) ? '**' : /^(?:i|em)$/.test(name) ? '*' : '')
  readTags(html, 'html', {
    open(name, attributes) {
      if (BLOCKS.test(name)) text += '\n\n'
      if (/^h[1-6]$/.test(name)) text += `${'#'.repeat(Number(name[1]))} `
      if (name === 'li') text += '\n- '
      if (name === 'br') text += '\n'
      if (name === 'a') text += '['
      if (name === 'a') links.push(attributes['href'] ?? '')
      text += sign(name)
    },
    text(words) {
      text += words.replace(/\s+/g, ' ')
    },
    close(name) {
      text += sign(name)
      if (name === 'a') text += `](${links.pop() ?? ''})`
      if (BLOCKS.test(name)) text += '\n\n'
    },
  })
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
