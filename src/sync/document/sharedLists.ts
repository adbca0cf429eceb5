import type * as Y from 'yjs'
import { isStamp, type Stamp } from '../../model/mark/clock.ts'

/** One of the user's own lists, as the shared document holds it: the last word on it, which may be that it is gone. */
export type SharedList = {
  readonly id: string
  readonly at: Stamp
  /** The word that this one comes after; null for the first. */
  readonly from: Stamp | null
  readonly list: ListContent | null
}
export type ListContent = {
  readonly title: string
  readonly papers: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
  /** Its lines, packed with gzip. */
  readonly packed: Uint8Array<ArrayBuffer>
  /** The bases that its lines are of, one after the other, where it was sent by a version that has bases. */
  readonly bases?: readonly BaseParts[]
}
/** The name of a base, its first line, how many bytes follow that in it, and how many papers it has. */
export type BaseParts = readonly [name: string, head: string, bytes: number, papers: number]

/** Own lists in a shared document, each device's in a map of its own like the marks. */
export type SharedLists = {
  write(lists: readonly SharedList[]): void
  /** The last word on every list on which there is a later one than was told before. */
  news(): readonly SharedList[]
  /** Titles of the lists there are. */
  titles(): readonly string[]
}

const PREFIX = 'lists:'

export function openLists(doc: Y.Doc, device: () => string): SharedLists {
  const told = new Map<string, Stamp>()
  const maps = () =>
    [...doc.share.keys()].filter((name) => name.startsWith(PREFIX)).map((name) => doc.getMap<unknown>(name))
  /** The last word that anybody has on each list. */
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

/** What `write` set; null where it is nothing of the kind. */
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

/** Where the bases of a list are, as far as that can be understood; none where it is of a version that has none. */
const parseBases = (value: unknown): readonly BaseParts[] =>
  Array.isArray(value) && value.every(isBaseParts) ? value : []

function isBaseParts(value: unknown): value is BaseParts {
  if (!Array.isArray(value)) return false
  const [name, head, bytes, papers] = value as readonly unknown[]
  return typeof name === 'string' && typeof head === 'string' && isCount(bytes) && isCount(papers)
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0
