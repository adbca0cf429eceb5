import { isFixed, refuseAlways, showKey } from './key.ts'
import type { Cell, CellValue, KeptMark } from '../mark/cell.ts'
import { recordId, valueOf } from '../mark/userRecord.ts'

/** The part of a command that key bindings need. */
export type Bindable = {
  readonly id: string
  readonly label: string
  /** The default keys. */
  readonly keys: readonly string[]
  /** Whether the command must always have a key. */
  readonly needsKey?: true
}

/** The keys of every command, by its id. */
export type Keys = Readonly<Record<string, readonly string[]>>

/**
 * The record of the user’s own bindings: one cell for each command, with its keys separated by blanks, and none for a
 * command with default keys. Cells of other versions are carried along.
 */
export const MY_KEYS = recordId('keys', 'mine')

// Bindings sync between devices, so a key is usable only if it works on every platform; the check ignores the present one.
const isUsable = (key: string) => refuseAlways(key, false) === null

const read = (mine: KeptMark | undefined, id: string): readonly string[] | null => {
  const value = valueOf(mine, id)
  return typeof value === 'string' ? value.split(' ').filter(Boolean) : null
}
const free = (keys: readonly string[]) => keys.filter((key) => !isFixed(key))

/**
 * The effective keys of all commands, each key with one command at most, whatever is stored. The user’s keys come
 * before default keys, fixed keys stay, and a command that needs a key has one.
 */
export function effectiveKeys(commands: readonly Bindable[], mine: KeptMark | undefined): Keys {
  const owners = new Map<string, string>()
  const take = (id: string, keys: readonly string[]) => {
    for (const key of keys) if (!owners.has(key)) owners.set(key, id)
  }
  for (const { id, keys } of commands) take(id, keys.filter(isFixed))
  for (const { id } of commands) take(id, (read(mine, id) ?? []).filter(isUsable))
  for (const { id, keys } of commands) if (read(mine, id) === null) take(id, free(keys))
  const keysOf = (id: string) => [...owners].flatMap(([key, owner]) => (owner === id ? [key] : []))
  const lacking = () => commands.find(({ id, needsKey }) => needsKey && keysOf(id).length === 0)
  // Each command takes its fixed keys back, and nobody takes them after it.
  for (let one = lacking(); one; one = lacking()) for (const key of one.keys) owners.set(key, one.id)
  return Object.fromEntries(
    commands.map(({ id }) => {
      const keys = keysOf(id)
      return [id, [...free(keys), ...keys.filter(isFixed)]]
    }),
  )
}

/** Why a command cannot have a key, in words; null where it can. */
export function keyConflict(
  commands: readonly Bindable[],
  keys: Keys,
  { id }: Pick<Bindable, 'id'>,
  key: string,
  isMac: boolean,
): string | null {
  const always = refuseAlways(key, isMac)
  if (always !== null) return always
  const owner = commands.find((command) => keys[command.id]?.includes(key))
  if (!owner) return null
  const shown = showKey(key, isMac).join(' ')
  return owner.id === id ? `It has ${shown} already.` : `${shown} is “${owner.label}”. Take it from there first.`
}

/** Why a command cannot lose all its keys but the fixed ones, in words; null where it can. */
export const refuseNone = ({ label, keys, needsKey }: Bindable): string | null =>
  needsKey && !keys.some(isFixed) ? `“${label}” needs a key: it is the way to all others.` : null

/** Why a command cannot have its default keys, in words; null where it can. */
export function refuseReset(
  commands: readonly Bindable[],
  keys: Keys,
  command: Bindable,
  isMac: boolean,
): string | null {
  const others = { ...keys, [command.id]: [] }
  return (
    free(command.keys)
      .map((key) => keyConflict(commands, others, command, key, isMac))
      .find((reason) => reason !== null) ?? null
  )
}

/**
 * The cell to store for a command with these keys, beside the fixed ones, or with null for its default keys. A key that
 * two commands were given, as in two tabs at once, is stored for the one that has it.
 */
export function writeKeys(
  commands: readonly Bindable[],
  mine: KeptMark | undefined,
  command: Bindable,
  chosen: readonly string[] | null,
): Readonly<Record<Cell, CellValue>> {
  const keys = effectiveKeys(commands, mine)
  const own = commands.filter((other) => other !== command && isChanged(mine, other))
  return Object.fromEntries([
    ...own.map((other) => [other.id, print(mine, other, free(keys[other.id]!))] as const),
    [command.id, chosen && print(mine, command, chosen)],
  ])
}

function print(mine: KeptMark | undefined, { id, keys }: Bindable, chosen: readonly string[]): CellValue {
  const strange = (read(mine, id) ?? []).filter((key) => !isUsable(key))
  if (strange.length === 0 && chosen.join(' ') === free(keys).join(' ')) return null
  return [...chosen, ...strange].join(' ')
}

/** Whether the user has changed the keys of the command. */
export const isChanged = (mine: KeptMark | undefined, { id }: Pick<Bindable, 'id'>): boolean => read(mine, id) !== null
