const MOST = 3
/** How much of a line is shown around its first letter beyond ASCII. */
const BEFORE = 40
const AFTER = 60

/** The first lines of a text with letters beyond ASCII, which show whether its encoding is the right one. */
export function sampleLines(text: string): readonly string[] {
  const lines: string[] = []
  const beyond = /[^\0-\x7f]/g
  for (let found = beyond.exec(text); found && lines.length < MOST; found = beyond.exec(text)) {
    const begin = text.lastIndexOf('\n', found.index) + 1
    const end = text.indexOf('\n', found.index)
    beyond.lastIndex = end < 0 ? text.length : end
    lines.push(
      text.slice(Math.max(begin, found.index - BEFORE), Math.min(beyond.lastIndex, found.index + AFTER)).trim(),
    )
  }
  return lines
}
