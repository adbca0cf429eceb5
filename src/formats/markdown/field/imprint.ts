import type { Bibliography } from '../../../model/paper/bibliography.ts'

/** Where in its volume a paper stands, as its citation says. A part that the citation does not give is empty. */
export type Imprint = { readonly volume: string; readonly issue: string; readonly page: string }

const YEAR = String.raw`(?:19|20)\d\d`
const PAGES = String.raw`(?!${YEAR}(?![\d–-]))(?:pp?\.? ?|pages? |Article )?(?<page>[A-Za-z]?\d{1,7}(?: ?[-–—]{1,2} ?[A-Za-z]?\d{1,7})?)`

/** The forms of reference managers, the most telling first. */
const FORMS = [
  // Of the APA, Chicago, the GB/T and Vancouver: 12(3), 45–67
  String.raw`(?<volume>\d{1,4}) ?\((?!${YEAR}\))(?<issue>\d[\w–/-]{0,9})\)(?:[,:] ?${PAGES})?`,
  // Of the ACM: 12, 3 (July 2019), 45–67
  String.raw`(?<volume>\d{1,4}), (?<issue>\d{1,4}) \([^()]{0,20}${YEAR}\)(?:, ${PAGES})?`,
  // Of Nature: 12, 45–67 (2019)
  String.raw`(?<volume>\d{1,4}), ${PAGES} \(${YEAR}\)`,
  // Of Google Scholar: 12.3 (2019): 45-67
  String.raw`(?<volume>\d{1,4})\.(?<issue>\d{1,4}) \(${YEAR}\)(?:: ?${PAGES})?`,
  String.raw`(?<![\d–-])(?<volume>\d{1,3}) \(${YEAR}\)(?:: ?${PAGES})?`,
  String.raw`${YEAR}[;,] ?(?<volume>\d{1,4}): ?${PAGES}`,
  String.raw`, (?<volume>\d{1,4}), (?<page>\d{1,7} ?[-–—]{1,2} ?\d{1,7})(?!\d)`,
].map((form) => new RegExp(form, 'u'))

const VOLUME = /\bvol(?:ume|\.)? ?(\d{1,4}[A-Z]?)\b/iu
const ISSUE = /\b(?:no|issue|iss|number)\.? ?(\d{1,4}(?:[–/-]\d{1,4})?)\b/iu
const PAGE = new RegExp(
  String.raw`\b(?:pp?\.|pages?) ?([A-Za-z]?\d{1,7}(?: ?[-–—]{1,2} ?[A-Za-z]?\d{1,7})?)|(?:^|[,.)] )(?!${YEAR}[-–]${YEAR})(\d{1,7} ?[–-] ?\d{1,7})(?=[.,;\s]|$)`,
  'iu',
)

/** Bound in characters. What follows a title is shorter. */
const LONGEST = 1000

/** Reads volume, issue and pages in the text behind a title. Null without any. */
export function readImprint(written: string): Imprint | null {
  const text = written.slice(0, LONGEST)
  if (!/\d/.test(text)) return null
  const form = FORMS.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined)
  const pages = PAGE.exec(text)
  const volume = form?.['volume'] ?? VOLUME.exec(text)?.[1] ?? ''
  const issue = form?.['issue'] ?? ISSUE.exec(text)?.[1] ?? ''
  const page = (form?.['page'] ?? pages?.[1] ?? pages?.[2] ?? '').replace(/ ?[-–—]{1,2} ?/, '-')
  return volume === '' && issue === '' && page === '' ? null : { volume, issue, page }
}

const JOURNAL = new RegExp(
  String.raw`^(?<venue>\p{Lu}[^.?!:;\d]{2,120}?),? (?:vol\. ?)?(?=\d{1,4} ?\(\d{1,3}[\w–/-]{0,5}\))(?<rest>[^?!]{4,80})$`,
  'u',
)

/** Splits “Annals of Disks, 48(3):12–34, 2020” into the journal, and what says where in it. Null for any other text. */
export function parseJournal(
  text: string,
): { readonly venue: string; readonly year: number | null; readonly imprint: Imprint } | null {
  if (text.length > 250 || !/\d ?\(\d/.test(text)) return null
  const { venue = '', rest = '' } = JOURNAL.exec(text)?.groups ?? {}
  const imprint = readImprint(rest)
  const year = new RegExp(String.raw`(?<![\d–-])${YEAR}(?![\d–-])`, 'u').exec(rest)?.[0]
  if (!imprint || (year === undefined && imprint.page === '')) return null
  return { venue, year: year === undefined ? null : Number(year), imprint }
}

/** The facts of a citation that no field of a paper has, as an item of CSL. */
export const toBibliography = ({ volume, issue, page }: Imprint): Bibliography => ({
  format: 'csl',
  key: '',
  type: volume === '' ? '' : 'article-journal',
  fields: Object.fromEntries(Object.entries({ volume, issue, page }).filter(([, value]) => value !== '')),
})

/** Whether a value is what `toBibliography` gives. */
export function isImprint(value: unknown): value is Bibliography {
  if (typeof value !== 'object' || value === null) return false
  const { format, key, type, fields } = value as Readonly<Record<string, unknown>>
  if (format !== 'csl' || key !== '' || typeof type !== 'string' || typeof fields !== 'object' || fields === null)
    return false
  return Object.entries(fields).every(
    ([name, value]) => /^(?:volume|issue|page)$/.test(name) && typeof value === 'string',
  )
}
