const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ben|ibn|ter|ten|zu|y|e|st\.|jr\.?|sr\.?|ii|iii|iv|,)$/i
const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}'’·-]*|\p{Lo}{1,5}|[A-Z]\.?(?:-?[A-Z]\.?)*)$/u
const NO_NAME =
  /^(?:the|a|an|of|for|with|without|via|on|in|to|and|or|from|by|at|as|is|are|towards?|using|learning|networks?|systems?|models?|data|deep|neural|survey|analysis|efficient|fast|distributed|language|large|paper|code|abstract|attention|vision|graph|memory|cloud|machine|training|inference|serving|optimization|design|architecture|computing|transformers?|algorithms?|methods?|research|new|how|what|why|when|towards|beyond|dynamic|adaptive|scalable|generative|reinforcement|detection|recognition|estimation|generation|understanding|framework|approach|storage|scheduling|management|performance|transactions|security|database|databases|programming|parallel|general|foundations?|introduction|concurrency|control|recovery)$/i

/** Bound in characters. A longer text names people among other things, or no people at all. */
const LONGEST = 3000

/** The people in a text such as "A. Author, B. Author and C. Author" or "Author et al.". Null for any other text. */
export function parseNames(written: string): readonly string[] | null {
  if (written.length > 2 * LONGEST) return null
  const text = written
    .replace(/[\s\f]+/g, ' ')
    .replace(/^\s*[-–—,;:.|(*_]*\s*(?:written by|by|authors?|作者)?\s*[:：]?\s*/i, '')
    .replace(/[\s,;.:|)*_–—-]+$/, (end) =>
      end.startsWith('.') && /\b[A-Z]$/.test(written.slice(0, -end.length)) ? '.' : '',
    )
    .replace(/\s?\([^()]*\)/g, '')
    .replace(/[*†‡§¶∗⋆#]|\s?[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\p{L})\d(?:,\d)*(?=[,\s]|$)/gu, '')
    .trim()
  if (text === '' || text.length > LONGEST || /[?!=:"“”[\]]|\d{2}|https?:/.test(text)) return null
  const others = /[\s,]+(?:et\.? ?al\.?|and others|等人?|\.\.\.|…)\s*$/i
  const head = text.replace(others, '').replace(/[\s,&]+$/, '')
  const parts =
    flipped(head) ??
    head
      .split(/\s*(?:[,;、，；·•|]|\s&\s|\s(?:and|und|et|和|与)\s|,\s*(?:and|&)\s)\s*/)
      .map((part) => part.replace(/^(?:and|&)\s+/, ''))
  const names = joinInitials(parts.filter((part) => part.trim() !== ''))
  if (names.length === 0 || !names.every(isName)) return null
  const whole = names.filter((name) => /[\s.]/.test(name) || /^\p{Lo}{2,4}$/u.test(name)).length
  // A single word may be a surname only before "et al.".
  if (!others.test(text) && whole < names.length * 0.6) return null
  return names
}

/** Turns "Author, Ann and Other, Bo" into names as displayed. Null for any other form. */
function flipped(text: string): readonly string[] | null {
  const people = text.split(/\s+and\s+/)
  if (!people.every((person) => person.split(',').length === 2) || people.length === 1) return null
  return people.map((person) =>
    person
      .split(',')
      .map((part) => part.trim())
      .toReversed()
      .join(' '),
  )
}

/** Joins initials to the name before them, since "Author, A. B." has a comma too. */
function joinInitials(parts: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const part of parts) {
    if (names.length > 0 && /^(?:[A-Z]\.[ -]?){1,4}$|^[A-Z]{1,2}$/.test(part)) names.push(`${part} ${names.pop()!}`)
    else names.push(part.trim())
  }
  return names
}

function isName(name: string): boolean {
  const words = name.split(' ')
  if (words.length > 5 || name.length > 50) return false
  if (words.length > 1 && words.every((word) => /^[A-Z]{2,}$/.test(word))) return false
  if (words.some((word) => NO_NAME.test(word))) return false
  const capitals = words.filter((word) => NAME_WORD.test(word) && !/^[A-Z]{4,}$/.test(word))
  return capitals.length > 0 && words.every((word) => capitals.includes(word) || PARTICLE.test(word))
}
