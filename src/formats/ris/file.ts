import type { Notice } from '../entry/entry.ts'
import { createLines, toLf } from '../entry/lineNumbers.ts'

/** A record: its values by tag, in file order. Values keep their line breaks. */
export type RisRecord = {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly line: number
  readonly kind: RisKind
}
export type RisKind = 'ris' | 'endnote' | 'pubmed' | 'spaced'

// A value may contain a line separator (U+2028), which is no line end here and which only the flag `s` matches.
/** A line of RIS, or of PubMed, whose tags have up to four letters: `TI  - Title`, `PMID- 1`. */
const TAG = /^([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|\s*)$/s
/** A line of EndNote: `%T Title`. */
const PERCENT = /^%([A-Z0-9@!#$^&*()+<>~?[\]{}|=:;'-])(?: (.*)|\s*)$/s
/** Common tags, for lines that write them in lower case or with other spacing. */
const KNOWN = new Set(
  'TY ER TI T1 T2 T3 CT BT ST AU A1 A2 A3 A4 ED PY Y1 Y2 DA JO JF JA J1 J2 VL IS SP EP SN PB CY AB N1 N2 KW DO DI UR L1 L2 L3 L4 LK ID AN M1 M2 M3 U1 U2 U3 U4 U5 C1 C2 C3 C7 C8 AD LA DB DP RN'.split(
    ' ',
  ),
)
const LOOSE = /^[ \t]*([A-Za-z][A-Za-z0-9])[ \t]*[-–—](?:[ \t]+(.*)|[ \t]*)$/s

const OF_PERCENT: Readonly<Record<string, string>> = {
  '0': 'TY',
  T: 'TI',
  A: 'AU',
  D: 'PY',
  J: 'JO',
  B: 'T2',
  S: 'T3',
  U: 'UR',
  R: 'DO',
  '>': 'L1',
  K: 'EK',
  X: 'AB',
  Z: 'EZ',
  '+': 'AD',
}
const OF_PUBMED: Readonly<Record<string, string>> = {
  JT: 'JF',
  TA: 'JA',
  AID: 'AID',
  LID: 'AID',
  MH: 'EK',
  OT: 'EK',
  PMID: 'PMID',
  BTI: 'BT',
  // In RIS it is the provider of the data.
  DP: 'PY',
  // In RIS it is a call number.
  CN: 'CORPORATE',
  IS: 'SN',
}

/** Reads the records of RIS, EndNote and PubMed files. Records without an end and stray lines become notices. */
export function readRis(file: string): { readonly records: readonly RisRecord[]; readonly notices: Notice[] } {
  const text = toLf(file)
  const lineAt = createLines(text)
  const kind = kindOf(text)
  const records: RisRecord[] = []
  const notices: Notice[] = []
  let values = new Map<string, string[]>()
  let from = 0
  let last: string[] | null = null
  let isOpen = false
  let stray = false
  // Empty lines count only between the lines of one value.
  let gap = 0

  const finish = () => {
    // A record that has lost its first line may still have its title.
    const [first] = values.keys()
    if (kind === 'ris' && first !== undefined && !values.has('TY'))
      notices.push({ line: lineAt(from), field: first, message: 'is outside a record: TY is missing' })
    if (values.size > 0) records.push({ values, line: lineAt(from), kind })
    values = new Map()
    last = null
    isOpen = false
  }

  let at = 0
  for (const line of text.split('\n')) {
    const [tag, value] = readTag(line, kind) ?? []
    const isAfterGap = gap > 0
    if (tag !== undefined) gap = 0
    // Some databases write TY after other tags of its record.
    const isType = tag === 'TY' && (values.has('TY') || isAfterGap || !isOpen || kind === 'endnote')
    // ERIC writes the tags of PubMed without its number, and an empty line between records.
    const isBeginning = kind === 'pubmed' ? tag === 'PMID' || (tag !== undefined && isAfterGap) : isType
    if (isBeginning) {
      if (isOpen && kind === 'ris')
        notices.push({ line: lineAt(at), field: 'ER', message: 'is missing before this record' })
      finish()
      isOpen = true
      from = at
    }
    if (tag === 'ER') {
      if (!isOpen) notices.push({ line: lineAt(at), field: 'ER', message: 'ends a record that has not begun' })
      finish()
      stray = false
    } else if (tag !== undefined) {
      if (!isOpen) {
        isOpen = true
        from = at
      }
      const known = values.get(tag)
      last = [value ?? '']
      if (known) last = (known.push(value ?? ''), known)
      else values.set(tag, last)
      stray = false
    } else if (last && line === '') gap += 1
    else if (last) {
      last[last.length - 1] += '\n'.repeat(gap + 1) + (line.startsWith(INDENT) ? line.slice(INDENT.length) : line)
      gap = 0
    } else if (line.trim() !== '' && !stray) {
      notices.push({
        line: lineAt(at),
        field: null,
        message: `${JSON.stringify(line.trim().slice(0, 60))} is not in a record`,
      })
      stray = true
    }
    at += line.length + 1
  }
  if (isOpen && kind === 'ris')
    notices.push({ line: lineAt(text.length), field: 'ER', message: 'is missing at the end of the file' })
  finish()
  return { records: records.map(withDoi), notices }
}

/** The indent of each line of a value after its first. */
export const INDENT = '      '

function kindOf(text: string): RisKind {
  if (/^%[0TA] /m.test(text) && !/^TY {0,2}-/m.test(text)) return 'endnote'
  return /^(?:PMID- ?\d|OWN {0,2}- )/m.test(text) && !/^TY {0,2}-/m.test(text) ? 'pubmed' : 'ris'
}

function readTag(line: string, kind: RisKind): readonly [tag: string, value: string] | null {
  if (kind === 'endnote') {
    const found = PERCENT.exec(line)
    return found ? [OF_PERCENT[found[1]!] ?? `%${found[1]!}`, found[2] ?? ''] : null
  }
  const strict = TAG.exec(line)
  if (kind === 'pubmed') return strict ? [OF_PUBMED[strict[1]!] ?? strict[1]!, strict[2] ?? ''] : null
  if (strict && (strict[1]!.length === 2 || strict[1] === 'FAU')) return [strict[1]!, strict[2] ?? '']
  if (line.startsWith(INDENT)) return null
  const loose = LOOSE.exec(line)
  const tag = loose?.[1]!.toUpperCase() ?? ''
  return KNOWN.has(tag) ? [tag, loose![2] ?? ''] : null
}

/** PubMed lists the DOI among other identifiers and labels it `[doi]`. */
function withDoi(record: RisRecord): RisRecord {
  const doi = record.values.get('AID')?.find((id) => id.includes('[doi]'))
  if (doi === undefined) return record
  return { ...record, values: new Map([...record.values, ['DO', [doi.replace('[doi]', '').trim()]]]) }
}
