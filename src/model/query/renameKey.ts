import type { FieldKey } from '../note/field/fieldKey.ts'
import { keyOf } from '../note/field/fieldKey.ts'
import { noteFieldOf } from './fields.ts'
import { printKey } from './query.ts'
import { readTokens } from './queryTokens.ts'

/** The query with a key of the notes under another name. The rest stays as typed. */
export function renameKeyInQuery(text: string, from: FieldKey, label: string): string {
  const field = noteFieldOf(from)
  let whole = text
  for (const { from: start, to, part } of [...readTokens(text)].toReversed()) {
    const isIt = part.kind === 'choice' || part.kind === 'range' || part.kind === 'has'
    if (!isIt || part.field !== field) continue
    const typed = text.slice(start, to)
    const next = part.kind === 'has' ? `has:${printKey(label)}` : `${printKey(label)}${typed.slice(typed.indexOf(':'))}`
    whole = whole.slice(0, start) + next + whole.slice(to)
  }
  return whole
}

/** The parts of an address that name columns. */
const OF_COLUMNS = ['sort', 'group', 'order', 'hide', 'show', 'width', 'facets']

/** Puts a key of the notes under another name wherever the address of a view names it. */
export function renameKeyInAddress(params: URLSearchParams, from: FieldKey, label: string): void {
  const text = params.get('q')
  if (text !== null) params.set('q', renameKeyInQuery(text, from, label))
  const [before, after] = [noteFieldOf(from), noteFieldOf(keyOf(label))]
  // Notes have the key now, so the address need not say how it is written.
  const newKeys = params.get('keys')?.split(',') ?? []
  const others = newKeys.filter((written) => keyOf(written) !== from)
  if (others.length === 0) params.delete('keys')
  else if (others.length < newKeys.length) params.set('keys', others.join(','))
  for (const name of OF_COLUMNS) {
    const items = params.get(name)?.split(',')
    if (!items?.some((item) => idOf(item) === before)) continue
    const renamed = items.map((item) => (idOf(item) === before ? item.replace(before, () => after) : item))
    // The other key may be named too. The first counts.
    const ids = renamed.map(idOf)
    params.set(name, renamed.filter((item, at) => ids.indexOf(idOf(item)) === at).join(','))
  }
}

/** The column of an item such as `-note.speedup` or `note.speedup:120`. */
const idOf = (item: string) => item.replace(/^-/, '').replace(/:\d+$/, '')
