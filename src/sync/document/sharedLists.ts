import type * as Y from 'yjs'
import { isStamp, type Stamp } from '../../model/mark/clock.ts'

/** The last state of an own list in the shared document. It may be that the list is deleted. */
export type SharedList = {
  readonly id: string
  readonly at: Stamp
  /** The state that this one follows; null for the first. */
  readonly from: Stamp | null
  readonly list: ListContent | null
}
export type ListContent = {
  readonly title: string
  readonly papers: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
  /** The lines of the list, gzipped. */
  readonly packed: Uint8Array<ArrayBuffer>
  /** The bases that the lines are of, in order, where a version with bases sent it. */
  readonly bases?: readonly BaseParts[]
}
/** The name of a base, its header line, the length of its rest in bytes, and its number of papers. */
export type BaseParts = readonly [name: string, head: string, bytes: number, papers: number]

/** Own lists in a shared document, with one map for each device, as for marks. */
export type SharedLists = {
  write(lists: readonly SharedList[]): void
  /** The last state of every list that has a later one than was reported. */
  news(): readonly SharedList[]
  /** The titles of all lists. */
  titles(): readonly string[]
}

const PREFIX = 'lists:'

export function openLists(doc: Y.Doc, device: () => string): SharedLists {
  const told = new Map<string, Stamp>()
  const maps = () =>
    [...doc.share.keys()].filter((name) => name.startsWith(PREFIX)).map((name) => doc.getMap<unknown>(name))
  /** The last state of each list by any device. */
  const lastWords = () => {
    const found = new Map<string, readonly [at: Stamp, value: unknown]>()
    for (const map of maps())
      for (const [id, value] of map.entries()) {
        const at = stampOf(value)
        if (at && at > (found.get(id)?.[0] ?? '')) found.set(id, [at, value])
      }
    return [...found]
  }
  const isNews = (id: string, at: Stamp) => at > (told.get(id) ?? '')

  return {
    write(lists) {
      const own = doc.getMap<unknown>(PREFIX + device())
      for (const { id, at, from, list } of lists) {
        own.set(id, [at, from, list && { ...list }])
        told.set(id, at)
        for (const map of maps()) {
          const other = map === own ? null : stampOf(map.get(id))
          if (other && other < at) map.delete(id)
        }
      }
    },
    news() {
      return lastWords().flatMap(([id, [at, value]]) => {
        if (!isNews(id, at)) return []
        told.set(id, at)
        return parse(id, at, value) ?? []
      })
    },
    titles: () => lastWords().flatMap(([id, [at, value]]) => parse(id, at, value)?.list?.title ?? []),
  }
}

const stampOf = (value: unknown): Stamp | null => {
  const at = Array.isArray(value) ? (value as readonly unknown[])[0] : null
  return isStamp(at) ? at : null
}

/** Parses what `write` set; null where it is none. */
function parse(id: string, at: Stamp, value: unknown): SharedList | null {
  const [, before, list] = value as readonly unknown[]
  const from = isStamp(before) ? before : null
  if (list === null) return { id, at, from, list }
  const { title, papers, addedAt, packed, bases } = (list ?? {}) as Partial<Record<keyof ListContent, unknown>>
  const isList = typeof title === 'string' && typeof papers === 'number' && typeof addedAt === 'number'
  return isList && packed instanceof Uint8Array
    ? { id, at, from, list: { title, papers, addedAt, packed: new Uint8Array(packed), bases: parseBases(bases) } }
    : null
}

/** The bases of a list, as far as they can be read; none from a version without bases. */
const parseBases = (value: unknown): readonly BaseParts[] =>
  Array.isArray(value) && value.every(isBaseParts) ? value : []

function isBaseParts(value: unknown): value is BaseParts {
  if (!Array.isArray(value)) return false
  const [name, head, bytes, papers] = value as readonly unknown[]
  return typeof name === 'string' && typeof head === 'string' && isCount(bytes) && isCount(papers)
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0
