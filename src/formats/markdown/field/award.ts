import { tidy } from '../line/pieces.ts'

const AWARD =
  /^(?:[\p{Extended_Pictographic}\uFE0F\s*]|:[a-z_]+:)*((?:[\w'’&-]+ ){0,6}(?:awards?|prize|best (?:[\w&,-]+ ){0,5}(?:paper|artifact|poster|presentation|talk|demo|thesis|dissertation)|honou?rable mention|(?:best|distinguished|outstanding|influential)(?: [\w-]+){0,3} (?:papers?|artifacts?|runner[- ]?up)|oral|spotlight|test[- ]of[- ]time)(?: (?:award|winner|nominee|nomination|candidate|finalist|runner[- ]?up|honou?rable mention|presentation|paper|\(?(?:19|20)\d\d\)?)){0,3}(?: \([\w-]+(?: [\w-]+){0,2}\))?|最佳\S{0,10})[.!*]*$/iu

/** The award in a text that names nothing else. Null for any other text. */
export function parseAward(text: string): string | null {
  if (text.length > 1000) return null
  const award = AWARD.exec(
    tidy(text.replace(/[🏆🥇🥈🥉🏅🎖⭐🌟✨🔥]/gu, ' ')).replace(/^\(([^()]*)\)?$|^([^()]*)\)$/, '$1$2'),
  )?.[1]
  return award && award.length <= 90 && !/\b(?:we|is|are|this|that|propose)\b/i.test(award) ? award.trim() : null
}
