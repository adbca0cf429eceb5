import type { Bibliography } from '../../model/paper/bibliography.ts'
import { joinFields, type Fact } from '../bibliography/joinFields.ts'
import type { Entry } from '../entry/entry.ts'
import { readRisRecord } from './parse.ts'

/** Values by their tags. */
export type Tags = ReadonlyMap<string, readonly string[]>

/** The tags of an entry that came from RIS, as it came; null for one that did not. */
export function keptTags({ bibliography }: Entry): Tags | null {
  return bibliography?.format === 'ris' ? tagsOf(bibliography) : null
}

const tagsOf = ({ fields }: Bibliography): Tags =>
  new Map(
    Object.entries(fields).map(([tag, values]) => [
      tag,
      [values].flat().flatMap((value) => (typeof value === 'string' ? [value] : [])),
    ]),
  )

/** The tags of a record: those that came from RIS, and its own for what the paper says otherwise. */
export function joinRis(entry: Entry, came: Tags, own: Tags): Tags {
  const { type } = entry.bibliography!
  const values = new Map([['TY', [type]], ...came])
  const said = readRisRecord({ values, line: 1, kind: 'ris' }, () => {})
  return joinFields({ came, own }, { said, entry }, NAMES)
}

const NAMES: Readonly<Record<Fact, readonly string[]>> = {
  title: ['TI', 'T1', 'CT', 'BT', 'ST', 'TT'],
  authors: ['AU', 'A1'],
  year: ['PY', 'Y1', 'DA', 'YR'],
  venue: ['T2', 'JF', 'C3', 'JO', 'JA', 'JT', 'J2', 'J1'],
  names: ['DO', 'DI', 'AN'],
  links: ['UR', 'L1', 'L2', 'L3', 'LK'],
  affiliations: ['AD'],
  remarks: ['U4', 'U5'],
  highlights: ['C8'],
  abstract: ['AB', 'N2'],
  topics: ['U3'],
}
