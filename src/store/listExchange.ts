import type { Clock, Stamp } from '../model/clock.ts'
import { joinListLines } from '../model/backupLists.ts'
import type { OwnList } from '../storage/ownLists.ts'
import { toLines } from '../storage/ownLines.ts'
import type { SharedList } from '../sync/lists.ts'
import { pack, unpack } from '../sync/packing.ts'
import type { Lists } from './lists.ts'

/** What is known of a list since it was last told or taken in: when that was, and its print, null where it was gone. */
export type KnownLists = Readonly<Record<string, { readonly at: Stamp; readonly print: string | null }>>

export type ListExchange = {
  /** Takes in what other devices did with their lists; the first time with all there is. */
  receive(lists: readonly SharedList[]): Promise<void>
  /** Tells what has become of the lists here. */
  check(): Promise<void>
}

type Outside = {
  readonly lists: Pick<Lists, 'own' | 'take'>
  readonly clock: Clock
  readonly known: { read(): Promise<KnownLists>; write(known: KnownLists): Promise<void> }
  readonly send: (lists: readonly SharedList[]) => void
  /** Told the titles of lists that are too large to go along. */
  readonly onLeftOut: (titles: readonly string[]) => void
}

/** A list of more stays on its device: every other would have to fetch it before anything else. */
export const MAX_LIST_BYTES = 20_000_000

/** The side of the page in the exchange of own lists: of two that changed one, the papers of both are in it. */
export function createListExchange({ lists, clock, known, send, onLeftOut }: Outside): ListExchange {
  /** One after the other: what is told is what was there. */
  let working = Promise.resolve()
  let isOpen = false
  const inTurn = (work: () => Promise<void>) => (working = working.then(work).catch(console.warn))

  const tell = async (id: string, list: OwnList | null, from: Stamp | null = null): Promise<SharedList> => {
    const at = clock.tick()
    if (!list) return { id, at, from, list }
    const { title, papers, addedAt, blob } = list
    return { id, at, from, list: { title, papers, addedAt, packed: await pack(await blob.arrayBuffer()) } }
  }

  const check = async () => {
    if (!isOpen) return
    const before = await known.read()
    const after: Record<string, KnownLists[string]> = { ...before }
    const news: SharedList[] = []
    const own = await lists.own()
    const fitting = own.filter(({ blob }) => blob.size <= MAX_LIST_BYTES)
    onLeftOut(own.filter((list) => !fitting.includes(list)).map(({ title }) => title))
    for (const list of fitting) {
      const print = await printOf(list)
      if (before[list.id]?.print === print) continue
      const told = await tell(list.id, list, before[list.id]?.at)
      news.push(told)
      after[list.id] = { at: told.at, print }
    }
    for (const [id, { at, print }] of Object.entries(before)) {
      if (print === null || own.some((list) => list.id === id)) continue
      const told = await tell(id, null, at)
      news.push(told)
      after[id] = { at: told.at, print: null }
    }
    if (news.length === 0) return
    send(news)
    await known.write(after)
  }

  const receive = async (theirs: readonly SharedList[]) => {
    isOpen = true
    const before = await known.read()
    const after: Record<string, KnownLists[string]> = { ...before }
    const own = new Map((await lists.own()).map((list) => [list.id, list]))
    const changes: (readonly [string, OwnList | null])[] = []
    for (const { id, at, from, list } of theirs) {
      clock.see(at)
      if ((before[id]?.at ?? '') >= at) continue
      const ours = own.get(id) ?? null
      // Changed here since, or told by us and not known to whoever wrote this.
      const isOther = from !== (before[id]?.at ?? null)
      const isChanged = ours !== null && (isOther || (await printOf(ours)) !== before[id]?.print)
      if (!list) {
        // What was changed here since is not thrown away because it was thrown away there.
        after[id] = { at, print: null }
        if (ours && !isChanged) changes.push([id, null])
        continue
      }
      const blob = new Blob([await unpack(list.packed, MAX_LIST_BYTES)], { type: 'application/x-ndjson' })
      const { title, papers, addedAt } = list
      const found: OwnList = { id, title, papers, addedAt, blob }
      // The print is of theirs: where ours has more, the check that follows tells it.
      after[id] = { at, print: await printOf(found) }
      changes.push([id, isChanged ? await joinLists(ours, found) : found])
    }
    if (changes.length > 0) await lists.take(changes)
    await known.write(after)
  }

  return {
    receive: (theirs) => inTurn(() => receive(theirs).then(check)),
    check: () => inTurn(check),
  }
}

async function joinLists(ours: OwnList, theirs: OwnList): Promise<OwnList> {
  const [head] = (await ours.blob.text()).split('\n', 1)
  const [, ...lines] = joinListLines(await toLines([ours]), await toLines([theirs]))
  return {
    ...ours,
    title: theirs.title,
    papers: lines.length,
    blob: new Blob([[head, ...lines].join('\n')], { type: ours.blob.type }),
  }
}

/** Tells one state of a list from another. */
async function printOf({ title, blob }: OwnList): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob([title, '\n', blob]).arrayBuffer()))
  return btoa(String.fromCharCode(...bytes))
}
