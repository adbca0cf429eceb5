// The styles of reference managers. Their signs part people, title and venue, so nothing is guessed.

/** A year within a pattern. */
export const YEAR = String.raw`(?:19|20)\d\d`
const FAMILY = String.raw`(?:(?:[Vv]an|[Vv]on|[Dd]e[lnr]?|[Dd]i|[Ll][ae]|[Tt]er?) ){0,3}\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?`
/** "Doe, A. B., Roe, C. & Poe, D." */
const INVERTED = String.raw`(?:${FAMILY}, (?:\p{Lu}\.[ -]?){1,4}(?:, ?& |, ?and |& |and |, ?)?){1,100}(?:et al\.?)?`
/** "A. B. Doe" */
const INITIALS_FIRST = String.raw`(?:\p{Lu}\.[ -]?){1,4}${FAMILY}`
/** "Doe AB, Roe C" */
const BARE_INITIALS = String.raw`${FAMILY} \p{Lu}{1,3}(?:, ${FAMILY} \p{Lu}{1,3}){0,100}(?:, et al)?`
/** "A. B. Doe, C. Roe, and D. Poe et al." */
const INITIALS_LIST = String.raw`${INITIALS_FIRST}(?:(?:, and |, | and )${INITIALS_FIRST}){0,30}`
/** "Ann Roe". DBLP tells people of one name apart by a number. */
const WHOLE = String.raw`\p{Lu}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){1,3}(?: 00\d\d)?`
const QUOTE = '"“”'

/**
 * The styles of citations, the most specific first. Each names its people, perhaps its year, and what follows: the title,
 * and the tail in which the venue is. One that needs italics would match any sentence without them.
 */
export const CITATION_STYLES = [
  // Chicago, IEEE, MLA and Google Scholar put the title in quotes.
  `^(?<people>[^${QUOTE}]{3,1500}?)(?:[\\s,.(]+(?<year>${YEAR})[a-z]?\\)?)?[.,:]? ?["“](?<title>[^${QUOTE}]{3,500})["”](?<tail>(?!:).*)$`,
  // GB/T 7714 has a sign for the kind of publication behind the title.
  `^(?<people>[^.。．"“”]{2,500})(?:[.。．] ?)(?<title>[^[\\]]{2,400})\\[(?:[JCDMNRPSGAZ]|EB|DB|CP)(?:/OL)?\\](?<tail>.*)$`,
  // APA
  `^(?<people>[^()${QUOTE}]{3,1500}?)(?: \\(Eds?\\.\\)\\.?,?)? ?\\((?<year>${YEAR})[a-z]?(?:, [^()]{1,30})?\\)[.:]? (?<rest>.+)$`,
  // ACM
  `^(?<people>[^()${QUOTE}]{3,1500}?)\\. \\(?(?<year>${YEAR})[a-z]?\\)?\\. (?<rest>.+)$`,
  `^(?<people>${INITIALS_LIST}): (?<rest>.+)$`,
  // DBLP
  `^(?<people>${WHOLE}(?:, ${WHOLE}){1,30}): (?<rest>\\p{Lu}.+)$`,
  // Nature, Springer
  `^(?<people>${INVERTED})(?::|(?<=\\.)|(?<=al)) ?(?<rest>(?!\\p{Lu}\\.)\\p{Lu}.+)$`,
  // Books in the style of the MLA have their titles in italics, those of the IEEE a place and publisher behind them.
  `^(?<people>${FAMILY}, \\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}\\.?)?(?:, (?:and )?[^.,]{3,60}){0,5})\\.? (?<book>.+)$`,
  `^(?<people>${INITIALS_LIST}(?:,? et al\\.)?), (?<title>(?!and )[^.${QUOTE}]{4,300}?)(?:, \\d+(?:st|nd|rd|th) ed)?\\. (?<tail>[^${QUOTE}]{2,200}: [^${QUOTE}]{2,200})$`,
  // “Roe et al., Title, SoCC’14”, “Roe et al. 2014, Title” and “Roe et al. (OSDI 2014): Title”
  `^(?<people>${FAMILY}(?:(?:, | and | & )${FAMILY}){0,6},? et al\\.?)[,:] (?<listed>\\p{Lu}.+)$`,
  `^(?<people>${FAMILY}(?:(?:, | and | & )${FAMILY}){0,6},? et al\\.?),? (?<year>${YEAR})[a-z]?[,:.] (?<listed>\\p{Lu}.+)$`,
  `^(?<people>${FAMILY}(?:(?:, | and | & )${FAMILY}){0,6}(?:,? et al\\.?)?) \\((?<tail>\\p{Lu}[^()${QUOTE}]{1,40}\\d\\d)\\)[:.] (?<title>[^${QUOTE}]{8,400})$`,
  // The IEEE without its quotes, and with the title before the people
  `^(?<people>${INITIALS_LIST}(?:,? et al\\.)?), (?<listed>(?!\\p{Lu}\\.)\\p{Lu}.+)$`,
  `^["“](?<title>[^${QUOTE}]{8,500}?)[,.]?["”],? (?:by )?(?<people>${INITIALS_LIST}(?:,? et al\\.)?)[,.] (?<tail>.+)$`,
  // Vancouver
  `^(?<people>${BARE_INITIALS})\\. (?<rest>.+)$`,
  // Reports in the style of Vancouver
  `^(?<people>[^.${QUOTE}]{3,120})\\. (?<title>[^.${QUOTE}]{4,300})\\. (?<tail>[^.:]{2,40}: [^.;]{2,80}; ?${YEAR}.*)$`,
].map((style) => ({ pattern: new RegExp(style, 'u'), needsItalics: style.includes('<book>') }))

/** Bound in characters. A longer text is no citation. */
export const LONGEST_CITATION = 3000
