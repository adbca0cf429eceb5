import type { Clock, Stamp } from '../../model/mark/clock.ts'
import { paperIdOf, partHead } from '../../storage/lists/assembleList.ts'
import type { MadeList, OwnList } from '../../storage/lists/assembleList.ts'
import type { BaseParts, ListContent, SharedList } from '../../sync/document/sharedLists.ts'
import { pack, unpack } from '../../sync/transport/gzip.ts'
import { linesOf } from '../files/listCells.ts'
import type { Change, Lists } from '../files/listActions.ts'

/** The known state of a list: when it was last exchanged, and its fingerprint, null where it was deleted. */
export type KnownLists = Readonly<Record<string, { readonly at: Stamp; readonly print: string | null }>>

export type ListExchange = {
  /** Merges lists of other devices; the first time all of them. */
  receive(lists: readonly SharedList[]): Promise<void>
  /** Sends the changes of lists here. */
  check(): Promise<void>
}

type Options = {
  readonly lists: Pick<Lists, 'own' | 'removed' | 'take' | 'takeBases'>
  readonly clock: Clock
  readonly known: { read(): Promise<KnownLists>; write(known: KnownLists): Promise<void> }
  readonly send: (lists: readonly SharedList[]) => void
  /** Called with the titles of lists that are too large to sync. */
  readonly onLeftOut: (titles: readonly string[]) => void
}

/** A larger list stays on its device: every other device would have to load it before anything else. */
export const MAX_LIST_BYTES = 20_000_000

/**
 * The page’s side of the exchange of own lists. The cells of a list go with the marks; this sends the bytes of its
 * bases, and whole lists to versions without cells of lists. Where two devices changed one list, it has the papers of
 * both.
 */
export function createListExchange({ lists, clock, known, send, onLeftOut }: Options): ListExchange {
  /** One after the other: what is sent is what was there. */
  let working = Promise.resolve()
  let isOpen = false
  const inTurn = (work: () => Promise<void>) => (working = working.then(work).catch(console.warn))

  const check = async () => {
    if (!isOpen) return
    const before = await known.read()
    const after: Record<string, KnownLists[string]> = { ...before }
    const news: SharedList[] = []
    const tell = (id: string, list: ListContent | null, print: string | null) => {
      const told = { id, at: clock.tick(), from: before[id]?.at ?? null, list }
      news.push(told)
      after[id] = { at: told.at, print }
    }
    const own = await lists.own()
    const fitting = own.filter(({ blob }) => blob.size <= MAX_LIST_BYTES)
    onLeftOut(own.filter((list) => !fitting.includes(list)).map(({ title }) => title))
    for (const list of fitting) {
      const print = await printOf(list)
      // A list with missing bases is not sent, or others would take it for the whole list.
      if (list.lacking === 0 && before[list.id]?.print !== print) tell(list.id, await toContent(list), print)
    }
    // An absent list may be missing. Only one that the user deleted is sent as deleted.
    const removed = lists.removed()
    for (const [id, { print }] of Object.entries(before)) if (print !== null && removed.has(id)) tell(id, null, null)
    if (news.length === 0) return
    send(news)
    await known.write(after)
  }

  const receive = async (theirs: readonly SharedList[]) => {
    isOpen = true
    const before = await known.read()
    const after: Record<string, KnownLists[string]> = { ...before }
    const ownBefore = new Map((await lists.own()).map((list) => [list.id, list]))
    const changes: Change[] = []
    for (const { id, at, from, list } of theirs) {
      clock.see(at)
      const ours = ownBefore.get(id) ?? null
      const removedAt = lists.removed().get(id)
      const isMissing = ours ? ours.lacking > 0 : removedAt === undefined
      if ((before[id]?.at ?? '') >= at && !(list && isMissing)) continue
      // Changed here since, or sent by us and unknown to its writer.
      const isOther = from !== (before[id]?.at ?? null)
      const isChanged = ours !== null && (isOther || !(await isPrint(before[id]?.print, ours)))
      if (!list) {
        // A deletion elsewhere does not delete what was changed here since.
        after[id] = { at, print: null }
        if (ours && !isChanged) changes.push([id, null])
        continue
      }
      // Where it was deleted here, the check that follows sends that.
      after[id] = { at, print: 'told' }
      if (removedAt !== undefined) continue
      const { title, papers, addedAt } = list
      const blob = new Blob([await unpack(list.packed, MAX_LIST_BYTES)], { type: 'application/x-ndjson' })
      const found: OwnList = { id, title, papers, addedAt, blob }
      const parts = await toBases(found, list.bases ?? [])
      if (parts.length > 0) await lists.takeBases(parts)
      // Whoever sends bases sends the cells of their lists as marks.
      if (parts.length === 0 || (list.bases ?? []).length === 0 || !ours) changes.push([id, found])
    }
    if (changes.length > 0) await lists.take(changes)
    await lists.own().then(async (own) => {
      for (const { id, list } of theirs) {
        const ours = own.find((list) => list.id === id)
        // Where ours has no more than theirs there is nothing to send.
        if (list && ours && after[id]?.print === 'told' && (await isAllIn(ours, list)))
          after[id] = { at: after[id].at, print: await printOf(ours) }
      }
    })
    await known.write(after)
  }

  return {
    receive: (theirs) => inTurn(() => receive(theirs).then(check)),
    check: () => inTurn(check),
  }
}

/**
 * A list as it is sent: all its bases and then the papers of its cells, with the position of the bases. Papers that
 * were removed or edited are among them: the cells that say so are sent with the marks.
 */
async function toContent({ title, papers, addedAt, blob, bases, lines }: MadeList): Promise<ListContent> {
  const heads = await Promise.all(bases.map((base) => partHead(base.blob)))
  const parts = bases.map((base, i): BaseParts => [base.name ?? '', heads[i]!.head, heads[i]!.rest.size, base.papers])
  const isNamed = bases.every(({ name }) => name !== null)
  const all = [(await partHead(blob)).head, ...heads.map(({ rest }) => rest), ...lines.map((line) => `\n${line}`)]
  const packed = await pack(await new Blob(isNamed ? all : [blob]).arrayBuffer())
  return { title, papers, addedAt, packed, ...(isNamed && { bases: parts }) }
}

/** The bases of a received list, as far as they match their names; each is checked when it is stored. */
async function toBases({ id, title, addedAt, blob }: OwnList, parts: readonly BaseParts[]) {
  let { rest } = await partHead(blob)
  return parts.map(([name, head, bytes, papers]) => {
    const own = new Blob([head, rest.slice(0, bytes)], { type: blob.type })
    rest = rest.slice(bytes)
    return { name, list: { id, title, addedAt, papers, blob: own } }
  })
}

/** Whether another device has everything of ours, under the same title. */
async function isAllIn(ours: MadeList, theirs: ListContent): Promise<boolean> {
  if (ours.title !== theirs.title) return false
  const has = new Set((await linesOf(new Blob([await unpack(theirs.packed, MAX_LIST_BYTES)]))).map(paperIdOf))
  return (await linesOf(ours.blob)).every((line) => has.has(paperIdOf(line)))
}

const VERSION = '2:'

/** The fingerprint of a list, on this device. */
async function printOf({ title, bases, blob, lines }: MadeList): Promise<string> {
  const names = bases.map(({ name }) => name)
  // A base without a name is compared by its bytes.
  const state = new Blob([JSON.stringify([title, names, [...lines]]), ...(names.includes(null) ? [blob] : [])])
  return VERSION + (await hashOf(state))
}

/** Whether a fingerprint, which may be of an older version, is that of a list now. */
async function isPrint(print: string | null | undefined, list: MadeList): Promise<boolean> {
  if (print?.startsWith(VERSION)) return print === (await printOf(list))
  return print === (await hashOf(new Blob([list.title, '\n', list.blob])))
}

async function hashOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  return btoa(String.fromCharCode(...bytes))
}
