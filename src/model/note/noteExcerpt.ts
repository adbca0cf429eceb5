/** The first line of a note that has words, without Markdown markers; empty if the first lines have none. */
export function firstLine(note: string): string {
  for (const line of note.split('\n', MAX_LINES)) {
    const words = line
      .slice(0, MAX_LENGTH)
      .replace(/^\s*(?:#{1,6}|>|[*+-]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\[\[(?:[^\]|]*\|)?([^\]]+)\]\]/g, '$1')
      .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}])([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}])/gu, '$2')
      .trim()
    if (/[\p{L}\p{N}\p{S}]/u.test(words)) return words
  }
  return ''
}

/** The beginning of a note, at most so many letters long, cut between words; all of a short one. */
export function excerpt(note: string, length: number): string {
  const text = note.trim()
  if (text.length <= length) return text
  return `${text.slice(0, length).replace(/\s+\S*$/u, '')} …`
}

// A table row shows about sixty characters, while a note may have a megabyte.
const MAX_LINES = 50
const MAX_LENGTH = 500
