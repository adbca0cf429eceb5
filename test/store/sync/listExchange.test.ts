import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import { printStoredList } from '../../../src/formats/stored/storedList.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { openDatabase } from '../../../src/storage/browser/database.ts'
import { openOwnLists } from '../../../src/storage/lists/ownLists.ts'
import type { OwnList } from '../../../src/storage/lists/assembleList.ts'
import type { Answers } from '../../../src/store/view/answers.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createListExchange, MAX_LIST_BYTES, type KnownLists } from '../../../src/store/sync/listExchange.ts'
import { linesOf } from '../../../src/store/files/listCells.ts'
import { createLists } from '../../../src/store/files/listActions.ts'
import { openLists, type SharedList } from '../../../src/sync/document/sharedLists.ts'
import { unpack } from '../../../src/sync/transport/gzip.ts'
import { createDisk } from '../../support/disk.ts'
import { id as paperId, paper } from '../../support/papers.ts'

const list = (id: string, title: string, ...papers: readonly string[]): OwnList => ({
  id,
  title,
  papers: papers.length,
  addedAt: 1,
  blob: printStoredList(
    { id, title, homepage: null, paperList: null, acceptance: null },
    papers.map((name) => paper({ id: paperId(name), aliases: [paperId(name)], title: name })),
  ),
})

let now = 1_790_000_000_000

/** A device with own lists, and a document that other devices receive as a whole. */
async function createDevice(name: string) {
  const { transact } = await openDatabase('offprint-lists', createDisk().factory)
  const ownLists = openOwnLists(transact)
  const clock = createClock(name, () => (now += 1))
  const library = createLibrary(new Map(), clock)
  const answers = createStore<Answers>(() => ({ openLists: () => Promise.resolve() }) as unknown as Answers)
  const lists = createLists(ownLists, { answers, library, clock }, { fetched: () => Promise.resolve([]) })
  const doc = new Y.Doc()
  const shared = openLists(doc, () => name)
  let known: KnownLists = {}
  let leftOut: readonly string[] = []
  const sent: SharedList[] = []
  const exchange = createListExchange({
    lists,
    clock,
    known: { read: async () => known, write: async (next) => void (known = next) },
    send(lists: readonly SharedList[]) {
      sent.push(...lists)
      doc.transact(() => shared.write(lists), 'here')
    },
    onLeftOut: (titles) => (leftOut = titles),
  })
  return {
    lists,
    ownLists,
    library,
    doc,
    exchange,
    sent,
    leftOut: () => leftOut,
    bring: (...brought: readonly OwnList[]) => lists.importLists(brought, []),
    async says() {
      const own = await lists.own()
      return Promise.all(
        own.map(async ({ title, papers, blob }) => {
          const lines = await linesOf(blob)
          return [title, papers, ...lines.map((line) => (JSON.parse(line) as { id: string }).id)]
        }),
      )
    },
    /** Receives the marks and the document of a device of this version. */
    async hear(other: { readonly doc: Y.Doc; readonly library: typeof library }) {
      library.getState().receive(other.library.getState().marks, true)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc))
      await exchange.receive(shared.news())
    },
    /** Receives lists from a version that has no cells of lists. */
    hearOld: (...lists: readonly SharedList[]) =>
      exchange.receive(
        lists.map((one) => {
          const { bases: _, ...content } = one.list ?? { bases: [] }
          return { ...one, list: one.list && (content as NonNullable<SharedList['list']>) }
        }),
      ),
  }
}

async function pair() {
  const [here, there] = [await createDevice('here'), await createDevice('there')]
  await here.bring(list('own:a', 'Mine', 'p1', 'p2'))
  await here.exchange.receive([])
  await there.hear(here)
  return { here, there }
}

test('a list imported, renamed or removed here is imported, renamed or removed there', async () => {
  const { here, there } = await pair()
  expect(await there.says()).toEqual([['Mine', 2, 'p1', 'p2']])
  await there.lists.rename('own:a', 'Ours')
  await there.exchange.check()
  await here.hear(there)
  expect(await here.says()).toEqual([['Ours', 2, 'p1', 'p2']])
  await here.lists.remove('own:a')
  await here.exchange.check()
  await there.hear(here)
  expect(await there.says()).toEqual([])
  await here.hear(there)
  expect(await here.says()).toEqual([])
})

test('a list changed on both devices has the papers of both', async () => {
  const { here, there } = await pair()
  await here.bring(list('own:a', 'Mine', 'p3'))
  await there.bring(list('own:a', 'Mine', 'p4'))
  await here.exchange.check()
  await there.exchange.check()
  for (let i = 0; i < 2; i += 1) {
    await here.hear(there)
    await there.hear(here)
  }
  const papersOf = async (device: typeof here) => (await device.says())[0]!.slice(2).map(String).toSorted()
  expect(await papersOf(there)).toEqual(['p1', 'p2', 'p3', 'p4'])
  expect(await papersOf(here)).toEqual(['p1', 'p2', 'p3', 'p4'])
})

test('a list changed here survives an earlier removal there', async () => {
  const { here, there } = await pair()
  await there.lists.remove('own:a')
  await there.exchange.check()
  await here.bring(list('own:a', 'Mine', 'p3'))
  await here.hear(there)
  expect(await here.says()).toEqual([['Mine', 3, 'p1', 'p2', 'p3']])
  await there.hear(here)
  expect(await there.says()).toEqual([['Mine', 3, 'p1', 'p2', 'p3']])
})

test('a list that both restored from one backup exists once, and later syncs change nothing', async () => {
  const [here, there] = [await createDevice('here'), await createDevice('there')]
  for (const device of [here, there]) await device.bring(list('own:a', 'Mine', 'p1'))
  await here.exchange.receive([])
  await there.hear(here)
  await here.hear(there)
  await there.hear(here)
  const before = Y.encodeStateVector(here.doc)
  await here.hear(there)
  await here.exchange.check()
  expect(Y.encodeStateVector(here.doc)).toEqual(before)
  expect([await here.says(), await there.says()]).toEqual([[['Mine', 1, 'p1']], [['Mine', 1, 'p1']]])
})

test('a list that is too large stays here, and the report names it', async () => {
  const { here, there } = await pair()
  const large = list('own:b', 'Everything', 'p1')
  await here.bring({ ...large, blob: new Blob([large.blob, new Uint8Array(MAX_LIST_BYTES)]) })
  await here.exchange.check()
  await there.hear(here)
  expect(here.leftOut()).toEqual(['Everything'])
  expect((await there.says()).filter(([, papers]) => papers !== 0).map(([title]) => title)).toEqual(['Mine'])
})

test('a list lost by this browser is not synced as removed: it comes back from the others', async () => {
  const { here, there } = await pair()
  await here.ownLists.remove(await here.ownLists.bases())
  await here.exchange.check()
  await there.hear(here)
  expect(await there.says()).toEqual([['Mine', 2, 'p1', 'p2']])
  expect(here.sent.filter(({ list }) => list === null)).toEqual([])
  await there.bring(list('own:a', 'Mine', 'p3'))
  await there.exchange.check()
  await here.hear(there)
  expect(await here.says()).toEqual([['Mine', 3, 'p1', 'p2', 'p3']])
})

test('a list from an older version is merged, and that version receives the whole list', async () => {
  const { here } = await pair()
  const [first] = here.sent
  const text = new TextDecoder().decode(await unpack(first!.list!.packed, MAX_LIST_BYTES))
  expect(text).toBe(await (await here.lists.own())[0]!.blob.text())
  const old = await createDevice('old')
  await old.hearOld(first!)
  expect(await old.says()).toEqual([['Mine', 2, 'p1', 'p2']])
  await old.bring(list('own:a', 'Mine', 'p9'))
  await old.lists.rename('own:a', 'Theirs')
  await old.exchange.check()
  await here.hearOld(old.sent.at(-1)!)
  expect(await here.says()).toEqual([['Theirs', 3, 'p1', 'p2', 'p9']])
  const told = here.sent.length
  await here.exchange.check()
  expect(here.sent).toHaveLength(told)
  await here.hearOld({
    id: 'own:a',
    at: createClock('old', () => (now += 1)).tick(),
    from: old.sent.at(-1)!.at,
    list: null,
  })
  expect(await here.says()).toEqual([])
})

test('a base whose name does not match its content is not kept', async () => {
  const { here } = await pair()
  const [{ list: content, ...first }] = here.sent as [SharedList]
  const wrong = await createDevice('wrong')
  const bases = content!.bases!.map(([, ...rest]) => ['0'.repeat(64), ...rest] as const)
  await wrong.exchange.receive([{ ...first, list: { ...content!, bases } }])
  expect((await wrong.ownLists.bases()).map(({ name }) => name)).not.toContain('0'.repeat(64))
  expect(await wrong.says()).toEqual([['Mine', 2, 'p1', 'p2']])
})

test('invalid values in the document are ignored', async () => {
  const { here, there } = await pair()
  for (const value of [
    'x',
    17,
    [],
    ['0', null, null],
    ['0mjuo0000-0000-x', null, { title: 'T' }],
    ['0mjuo0000-0000-x', 'x'],
  ])
    here.doc.getMap('lists:strange').set(`own:${JSON.stringify(value)}`, value)
  await there.hear(here)
  expect((await there.says()).map(([title]) => title)).toEqual(['Mine'])
})
