import type { Facet, FacetValue } from '../../engine/facets/facetValues.ts'
import {
  fieldOf,
  fields,
  isNoteField,
  keyOfField,
  type AnyFieldId,
  type Field,
  type FieldId,
} from '../../model/query/fields.ts'
import { foldName } from '../../model/query/nameMatching.ts'
import { namesOf, parentOf } from '../../model/query/path.ts'

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
  'author',
  'affiliation',
  'venue',
  'list',
]

/** A value of a facet as it can be chosen. */
export type Choice = FacetValue & {
  readonly field: AnyFieldId
  readonly label: string
  readonly depth: number
  /** Whether there are values below it. */
  readonly isBranch: boolean
  /** Whether another value has the same label. */
  readonly isShared: boolean
}
/** What stands below one heading. */
export type Group = {
  readonly label: string
  /** Its field, or the first of several. */
  readonly field: AnyFieldId
  readonly choices: readonly Choice[]
  readonly total: number
  /** Whether its values are counted once the user asks for them. */
  readonly isOnDemand: boolean
}

/** The values of all facets, by the groups that they are shown in. */
export function toGroups(facets: readonly Facet[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const id of ORDER) {
    const { label, group }: Field = fields[id]
    const facet = facets.find(({ field }) => field === id)
    const choices = facet ? toChoices(facet) : []
    if (!facet || (choices.length === 0 && !facet.onDemand)) continue
    const name = group ?? label
    const before = groups.get(name)
    groups.set(name, {
      label: name,
      field: before?.field ?? id,
      isOnDemand: facet.onDemand ?? false,
      choices: [...(before?.choices ?? []), ...choices],
      total: (before?.total ?? 0) + facet.total,
    })
  }
  return [...groups.values()]
}

/** The values of a facet, to be chosen. */
export function toChoices({ field, values, shared }: Facet): readonly Choice[] {
  const { tree } = fieldOf(field)
  const names = new Set(shared)
  return values.map((value, i): Choice => {
    const path = namesOf(tree, value.value)
    const label = path.at(-1)!
    return {
      ...value,
      field,
      label,
      depth: path.length - 1,
      // A path comes before those below it.
      isBranch: tree !== undefined && i + 1 < values.length && parentOf(tree, values[i + 1]!.value) === value.value,
      isShared: names.has(foldName(label)),
    }
  })
}

/** The word by which a query names the values of a group. */
export const prefixOf = (field: AnyFieldId) => (isNoteField(field) ? keyOfField(field) : fieldOf(field).prefix)

/** A topic by its last name where that tells it from the others, else by its whole path. */
export const toWord = (field: AnyFieldId, value: string, label: string, isShared: boolean) =>
  fieldOf(field).tree?.byLastName && !isShared ? label : value
