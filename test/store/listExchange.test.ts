import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createClock } from '../../src/model/clock.ts'
import type { OwnList } from '../../src/storage/ownLists.ts'
import { createListExchange, MAX_LIST_BYTES, type KnownLists } from '../../src/store/listExchange.ts'
import { openLists, type SharedList } from '../../src/sync/lists.ts'

const line = (id: string) => JSON.stringify({ id, aliases: [id], title: id })
const list = (id: string, title: string, ...papers: readonly string[]): OwnList => ({
  id,
  title,
  papers: papers.length,
  addedAt: 1,
  blob: new Blob([[JSON.stringify({ id: 'own', title }), ...papers.map(line)].join('\n')]),
})

let now = 1_800_000_000_000

/** A device with own lists, and a document that others get whole when `to` is called. */
function createDevice(name: string) {
  const own = new Map<string, OwnList>()
  const doc = new Y.Doc()
  const shared = openLists(doc, () => name)
  let known: KnownLists = {}
  let leftOut: readonly string[] = []
  const exchange = createListExchange({
    lists: {
      own: async () => [...own.values()],
      take: async (changes) => {
        for (const [id, list] of changes) {
          if (list) own.set(id, list)
          else own.delete(id)
        }
      },
    },
    clock: createClock(name, () => (now += 1)),
    known: { read: async () => known, write: async (next) => void (known = next) },
    send: (lists: readonly SharedList[]) => doc.transact(() => shared.write(lists), 'here'),
    onLeftOut: (titles) => (leftOut = titles),
  })
  return {
    own,
    doc,
    exchange,
    leftOut: () => leftOut,
    says: async () =>
      Promise.all(
        [...own.values()].map(async ({ title, papers, blob }) => {
          const lines = (await blob.text()).split('\n').slice(1)
          return [title, papers, ...lines.map((line) => (JSON.parse(line) as { id: string }).id)]
        }),
      ),
    async hear(other: { readonly doc: Y.Doc }) {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc))
      await exchange.receive(shared.news())
    },
  }
}

async function pair() {
  const [here, there] = [createDevice('here'), createDevice('there')]
  here.own.set('own:a', list('own:a', 'Mine', 'p1', 'p2'))
  await here.exchange.receive([])
  await there.hear(here)
  return { here, there }
}

test('a list that was brought here is there, renamed there is renamed here, and removed here is gone there', async () => {
  const { here, there } = await pair()
  expect(await there.says()).toEqual([['Mine', 2, 'p1', 'p2']])
  there.own.set('own:a', { ...list('own:a', 'Ours', 'p1', 'p2'), addedAt: 1 })
  await there.exchange.check()
  await here.hear(there)
  expect(await here.says()).toEqual([['Ours', 2, 'p1', 'p2']])
  here.own.delete('own:a')
  await here.exchange.check()
  await there.hear(here)
  expect(await there.says()).toEqual([])
  await here.hear(there)
  expect(await here.says()).toEqual([])
})

test('of a list that both changed the papers of both are in it', async () => {
  const { here, there } = await pair()
  here.own.set('own:a', list('own:a', 'Mine', 'p1', 'p2', 'p3'))
  there.own.set('own:a', list('own:a', 'Mine', 'p1', 'p2', 'p4'))
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

test('a list that was changed here is not thrown away because it was removed there', async () => {
  const { here, there } = await pair()
  there.own.delete('own:a')
  await there.exchange.check()
  here.own.set('own:a', list('own:a', 'Mine', 'p1', 'p2', 'p3'))
  await here.hear(there)
  expect(await here.says()).toEqual([['Mine', 3, 'p1', 'p2', 'p3']])
  await there.hear(here)
  expect(await there.says()).toEqual([['Mine', 3, 'p1', 'p2', 'p3']])
})

test('what both had before, as from one backup, is there once, and nothing goes to and fro', async () => {
  const [here, there] = [createDevice('here'), createDevice('there')]
  for (const device of [here, there]) device.own.set('own:a', list('own:a', 'Mine', 'p1'))
  await here.exchange.receive([])
  await there.hear(here)
  await here.hear(there)
  const before = Y.encodeStateVector(here.doc)
  await there.hear(here)
  await here.exchange.check()
  expect(Y.encodeStateVector(here.doc)).toEqual(before)
  expect([await here.says(), await there.says()]).toEqual([[['Mine', 1, 'p1']], [['Mine', 1, 'p1']]])
})

test('a list that is too large stays here, and is named', async () => {
  const { here, there } = await pair()
  const large = list('own:b', 'Everything', 'p1')
  here.own.set('own:b', { ...large, blob: new Blob([large.blob, new Uint8Array(MAX_LIST_BYTES)]) })
  await here.exchange.check()
  await there.hear(here)
  expect(here.leftOut()).toEqual(['Everything'])
  expect((await there.says()).map(([title]) => title)).toEqual(['Mine'])
})

test('nonsense in the document is no list', async () => {
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
