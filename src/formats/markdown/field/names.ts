const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ben|ibn|ter|ten|zu|y|e|st\.|jr\.?|sr\.?|ii|iii|iv|,)$/i
const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}'’·-]*|\p{Lo}{1,5}|\p{Lu}\.?(?:-?\p{Lu}\.?)*)$/u
const NO_NAME =
  /^(?:the|a|an|of|for|with|without|via|on|in|to|and|or|from|by|at|as|is|are|towards?|using|learning|networks?|systems?|models?|data|deep|neural|survey|analysis|efficient|fast|distributed|language|large|paper|code|abstract|attention|vision|graph|memory|cloud|machine|training|inference|serving|optimization|design|architecture|computing|transformers?|algorithms?|methods?|research|new|how|what|why|when|towards|beyond|dynamic|adaptive|scalable|generative|reinforcement|detection|recognition|estimation|generation|understanding|framework|approach|storage|scheduling|management|performance|transactions|security|database|databases|programming|parallel|general|foundations?|introduction|nature|science|arxiv|concurrency|control|recovery)$/i

const SEPARATOR = /[,;、，；·•|]|\s(?:&|and|und|et|和|与)\s/
/** The words of the longest name. */
const MOST_WORDS = 5

/** Two words in small letters, longer than those within names, and not in brackets. */
const LOWER_WORDS = /^[^(]*\s\p{Ll}{4,}\s+\p{Ll}{4,}/u

/** Bound in characters. A longer text names people among other things, or no people at all. */
const LONGEST = 3000

/** The people in a text such as "A. Author, B. Author and C. Author" or "Author et al.". Null for any other text. */
export function parseNames(written: string): readonly string[] | null {
  if (written.length > 2 * LONGEST || LOWER_WORDS.test(written)) return null
  const text = written
    .replace(/[\s\f]+/g, ' ')
    .replace(/^\s*[-–—,;:.|(*_]*\s*(?:written by|by|authors?|作者)?\s*[:：]?\s*/i, '')
    .replace(/[\s,;.:|)*_–—-]+$/, (end) =>
      end.startsWith('.') && /(?<!\p{L})\p{Lu}$/u.test(written.slice(0, -end.length)) ? '.' : '',
    )
    .replace(/\s?\([^()]*\)/g, '')
    .replace(/[*†‡§¶∗⋆#]|\s?[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\p{L})\d(?:,\d)*(?=[,\s]|$)/gu, '')
    .trim()
  if (text === '' || text.length > LONGEST || /[?!=:"“”[\]]|\d{2}|https?:/.test(text)) return null
  const others = /[\s,]+(?:et\.? ?al\.?|and others|等人?|\.\.\.|…)\s*$/i
  const head = text.replace(others, '').replace(/[\s,&]+$/, '')
  // Most texts are titles.
  if (!SEPARATOR.test(head) && head.split(' ').length > MOST_WORDS) return null
  const parts =
    flipped(head, others.test(text)) ??
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

const FAMILY = /^(?:(?:van|von|de|der|la) ){0,2}\p{Lu}[\p{L}'’-]+$/u

/** The people in a text of a few family names alone: “Saltzer, Reed, and Clark”. Null for any other text. */
export function parseFamilies(text: string): readonly string[] | null {
  const names = text
    .slice(0, LONGEST)
    .replace(/^[\s,;:.–—-]+|\.$/g, '')
    .split(/,? (?:and|&) |, /)
  return names.length < 8 && names.every((name) => FAMILY.test(name)) ? names : null
}

/** Turns "Author, Ann and Other, Bo", and "Author, Ann, Bo Other, and Cy Third", into names as displayed; null for any other form. */
function flipped(text: string, hasMore: boolean): readonly string[] | null {
  // The MLA style inverts the first name only.
  const [, family = '', given = '', others] =
    /^(\p{Lu}[\p{L}'’-]+), (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*){0,2})(?:, (?:and )?(.+))?$/u.exec(text) ?? []
  const rest = others?.split(/, (?:and )?|\s+and\s+/) ?? []
  if (family !== '' && rest.every((name) => name.includes(' ')) && (rest.length > 0 || hasMore))
    return [`${given} ${family}`, ...rest]
  const people = text.split(/\s+and\s+/)
  if (!people.every((person) => person.split(',').length === 2) || people.length === 1) return null
  // “Ann Author, Bo Other and Cy Third, Dee Fourth” are four people.
  if (people.some((person) => person.split(',').every((part) => part.trim().includes(' ')))) return null
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
    if (names.length > 0 && /^(?:\p{Lu}\.[ -]?){1,4}$|^\p{Lu}{1,2}$/u.test(part)) names.push(`${part} ${names.pop()!}`)
    else names.push(part.trim())
  }
  return names
}

function isName(name: string): boolean {
  const words = name.split(' ')
  if (words.length > MOST_WORDS || name.length > 50) return false
  if (words.length > 1 && words.every((word) => /^[A-Z]{2,}$/.test(word))) return false
  if (words.some((word) => NO_NAME.test(word))) return false
  // “Roe AI” is a company.
  if (words.at(-1) === 'AI') return false
  const capitals = words.filter((word) => NAME_WORD.test(word) && !/^[A-Z]{4,}$/.test(word))
  return capitals.length > 0 && words.every((word) => capitals.includes(word) || PARTICLE.test(word))
}
