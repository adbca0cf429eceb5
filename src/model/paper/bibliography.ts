/** The formats of bibliographies whose entries are kept with their papers. */
export const BIBLIOGRAPHY_FORMATS = ['bibtex', 'ris', 'csl'] as const
export type BibliographyFormat = (typeof BIBLIOGRAPHY_FORMATS)[number]

/** A value of JSON. BibTeX has texts, RIS lists of texts, and CSL-JSON any value. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue }

/**
 * The entry of a paper in the bibliography that it came from, as its format spells it: printed again in the same format,
 * and mapped to others. What the paper says itself stands before it.
 */
export type Bibliography = {
  readonly format: BibliographyFormat
  /** The citation key. Empty without one. */
  readonly key: string
  /** The type of the entry, such as `inproceedings`, `CONF` or `paper-conference`. */
  readonly type: string
  /** All other fields by their names, in the order of the file. The user’s marks are not among them. */
  readonly fields: { readonly [name: string]: FieldValue }
}

/**
 * The entry of a paper that two bibliographies have, or one of them twice: that of the first, with the fields of the other
 * that it lacks where both are of one type. The other key goes to `ids`, where BibLaTeX looks for the other names of an entry.
 */
export function mergeBibliographies(
  first: Bibliography | undefined,
  other: Bibliography | undefined,
): Bibliography | undefined {
  if (!first || !other) return first ?? other
  const isAlike = first.format === other.format && first.type === other.type
  const fields = isAlike ? { ...first.fields, ...missing(other.fields, first.fields) } : first.fields
  const ids = [first, other].flatMap(({ fields }) =>
    typeof fields['ids'] === 'string' ? fields['ids'].split(',') : [],
  )
  const keys = new Set([...ids, other.key].map((id) => id.trim()).filter((id) => id !== '' && id !== first.key))
  const isNamed = first.format === 'bibtex' && other.format === 'bibtex' && keys.size > 0
  return { ...first, fields: isNamed ? { ...fields, ids: [...keys].join(', ') } : fields }
}

const missing = (theirs: Bibliography['fields'], ours: Bibliography['fields']) =>
  Object.fromEntries(Object.entries(theirs).filter(([name]) => !(name in ours)))
