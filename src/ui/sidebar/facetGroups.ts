import type { Facet, FacetValue } from '../../engine/facets/facetValues.ts'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../../model/query/fields.ts'
import { foldName } from '../../model/query/nameMatching.ts'

/** Groups in the order in which they help to narrow a list. */
const ORDER: readonly FieldId[] = [
  'status',
  'starred',
  'note',
  'code',
  'awarded',
  'tag',
  'topic',
  'award',
  'affiliation',
  'venue',
  'list',
]

/** A value of a facet as it can be chosen. */
export type Choice = FacetValue & {
  readonly field: FieldId
  readonly label: string
  readonly depth: number
  /** Whether there are values below it. */
  readonly isBranch: boolean
  /** Whether another value has the same label. */
  readonly isShared: boolean
}
/** What stands below one heading. */
export type Group = { readonly label: string; readonly choices: readonly Choice[]; readonly total: number }

/** The values of all facets, by the groups that they are shown in. */
export function toGroups(facets: readonly Facet[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const id of ORDER) {
    const { label, group, tree }: Field = fields[id]
    const facet = facets.find(({ field }) => field === id)
    const shared = new Set(facet?.shared)
    const choices = (facet?.values ?? []).map((value, i, values): Choice => {
      const path = tree ? value.value.split(PATH_SEPARATOR) : [value.value]
      const label = path.at(-1)!
      return {
        ...value,
        field: id,
        label,
        depth: path.length - 1,
        isBranch: tree !== undefined && (values[i + 1]?.value.startsWith(`${value.value}${PATH_SEPARATOR}`) ?? false),
        isShared: shared.has(foldName(label)),
      }
    })
    if (!facet || choices.length === 0) continue
    const name = group ?? label
    const before = groups.get(name)
    groups.set(name, {
      label: name,
      choices: [...(before?.choices ?? []), ...choices],
      total: (before?.total ?? 0) + facet.total,
    })
  }
  return [...groups.values()]
}

/** The word by which a query names the values of a group. */
export const prefixOf = ([first]: readonly Choice[]) => (first ? (fields[first.field] as Field).prefix : '')

/** A topic by its last name where that tells it from the others, else by its whole path. */
export const toWord = (field: FieldId, value: string, label: string, isShared: boolean) =>
  (fields[field] as Field).tree && !isShared ? label : value
