import type { CellValue, Marks } from '../mark/cell.ts'
import { recordId, valueOf } from '../mark/userRecord.ts'
import { isWithin, pathsTo, TAG_TREE } from '../query/path.ts'
import { renamed } from './tag.ts'

/** The hues of tags. `ui/tokens.css` has a colour of text and one of its background for each. */
export const TAG_COLOURS = ['red', 'orange', 'green', 'blue', 'purple', 'pink', 'grey'] as const
export type TagColour = (typeof TAG_COLOURS)[number]

/** The record of the user’s colours: one cell a tag. */
const RECORD = recordId('tag', 'colours')
const PREFIX = 'colour:'

type ColourCells = readonly [id: typeof RECORD, cells: Readonly<Record<string, CellValue>>]

const isColour = (value: CellValue): value is TagColour => TAG_COLOURS.includes(value as TagColour)

/** The colour that was chosen for a tag itself. */
export function ownColour(userRecords: Marks, tag: string): TagColour | null {
  const value = valueOf(userRecords.get(RECORD), PREFIX + tag)
  return isColour(value) ? value : null
}

/** The colour of a tag: its own, or else that of the nearest tag above it. */
export function colourOf(userRecords: Marks, tag: string): TagColour | null {
  if (!userRecords.has(RECORD)) return null
  return pathsTo(TAG_TREE, tag).reduce<TagColour | null>((above, path) => ownColour(userRecords, path) ?? above, null)
}

/** The cells that give a tag a colour, or none. */
export const toColour = (tag: string, colour: TagColour | null): ColourCells => [RECORD, { [PREFIX + tag]: colour }]

/** The cells that carry colours along where `from` is renamed to `to`. A tag that is there keeps its own colour. */
export function toRenameColours(userRecords: Marks, from: string, to: string): ColourCells {
  const before = colouredTags(userRecords)
  const after = new Map(before.filter(([tag]) => !isWithin(TAG_TREE, tag, from)))
  for (const [tag, colour] of before) {
    const name = renamed(tag, from, to)
    if (name !== tag && !after.has(name)) after.set(name, colour)
  }
  const all = [...before.map(([tag]) => tag), ...after.keys()]
  return [RECORD, Object.fromEntries(all.map((tag) => [PREFIX + tag, after.get(tag) ?? null]))]
}

/** The cells that take the colour from a tag and from all below it. */
export const toRemoveColours = (userRecords: Marks, tag: string): ColourCells => [
  RECORD,
  Object.fromEntries(
    colouredTags(userRecords).flatMap(([other]) =>
      isWithin(TAG_TREE, other, tag) ? [[PREFIX + other, null] as const] : [],
    ),
  ),
]

function colouredTags(userRecords: Marks): readonly (readonly [tag: string, colour: TagColour])[] {
  return [...(userRecords.get(RECORD) ?? [])].flatMap(([cell, [colour]]) =>
    cell.startsWith(PREFIX) && isColour(colour) ? [[cell.slice(PREFIX.length), colour] as const] : [],
  )
}
