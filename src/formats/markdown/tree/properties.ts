/** A property of Logseq, or a field of Dataview: "year:: 2020", with its indent and bullet. */
const PROPERTY = /^([ \t]{0,60})([-*+] )?([\p{L}][\p{L}\d _./-]{0,40})::(?= |$) ?(.*)$/u
const INDENT = /^[ \t]*/

/**
 * Returns a function that tells of each line in turn what to parse instead. A property below a block becomes an item
 * below it, since the Markdown parser would join it to the text of the block. `title` is that of the page.
 */
export function readProperties(): { readonly line: (line: string) => string; readonly title: () => string } {
  let block: string | null = null
  let title = ''
  return {
    title: () => title,
    line(line) {
      const [, indent = '', bullet, name = '', value = ''] = PROPERTY.exec(line.slice(0, 2_000)) ?? []
      if (name === '') {
        if (line.trim() !== '') block = /^[ \t]*[-*+] /.test(line) ? `${INDENT.exec(line)![0]}\t` : ''
        return line
      }
      // Above all blocks, properties are those of the page.
      if (block === null && bullet === undefined) {
        if (name.toLowerCase() === 'title') title = value.trim()
        return ''
      }
      const text = `${name.replaceAll('_', ' ')}:: ${line.slice(line.indexOf('::') + 2).trim()}`
      return bullet === undefined ? `${block}- ${text}` : `${indent}${bullet}${text}`
    },
  }
}
