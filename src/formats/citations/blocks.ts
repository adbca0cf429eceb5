/** Lines of a text that belong together, as one, with the number of the first. */
export type TextBlock = { readonly text: string; readonly line: number }

/** The number or the bullet before a citation. */
const MARKER = /^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|[•·▪‣–—])\s+/u

/**
 * Splits a text into its citations: one a line, or several lines each. Blank lines part them, and so do numbers, and
 * indents below a first line that has none.
 */
export function textBlocks(text: string): readonly TextBlock[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  const filled = lines.filter((line) => line.trim() !== '')
  const marked = filled.filter((line) => MARKER.test(line)).length
  const isMarked = marked > 0 && marked >= filled.length * 0.2
  const isHanging = filled.some((line) => /^\S/.test(line)) && filled.some((line) => /^[ \t]+\S/.test(line))
  const isWrapped = !isMarked && !isHanging && isWrappedText(lines)
  const blocks: { text: string; line: number }[] = []
  let open = false
  lines.forEach((written, i) => {
    const line = written.trim()
    if (line === '') {
      open = false
      return
    }
    const goesOn = open && (isMarked ? !MARKER.test(written) : isHanging ? /^[ \t]/.test(written) : isWrapped)
    if (goesOn) blocks.at(-1)!.text += ` ${line}`
    else blocks.push({ text: line.replace(MARKER, ''), line: i + 1 })
    open = true
  })
  return blocks
}

/** Whether lines are broken at some width: few of those that another line follows end like citations. */
function isWrappedText(lines: readonly string[]): boolean {
  const followed = lines.filter((line, i) => line.trim() !== '' && (lines[i + 1] ?? '').trim() !== '')
  const ended = followed.filter((line) => /(?:[.)\]”"]|https?:\S+|10\.\d{4,9}\/\S+)\s*$/.test(line))
  return ended.length < followed.length * 0.6
}
