import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createClock } from '../../../src/model/mark/clock.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import type { Thread } from '../../../src/store/sync/syncWorker.ts'
import { createSyncing } from '../../../src/store/sync/syncStore.ts'
import type { ToWorker } from '../../../src/sync/messages.ts'

type Options = Parameters<typeof createSyncing>[0]

test('requests made before this tab’s turn are carried out once it comes', async () => {
  const { syncing, takeTurn, sent } = openedSyncing()
  await syncing.getState().switchOn({ kind: 'folder', folder: null, key: null })
  syncing.getState().save()
  syncing.getState().load([])
  expect(sent).toEqual([])
  takeTurn()
  expect(sent.map(({ kind }) => kind)).toEqual(['start', 'save', 'load'])
})

test('another tab counts as syncing only when it says so', async () => {
  const { syncing, turns } = openedSyncing()
  await syncing.getState().switchOn({ kind: 'folder', folder: null, key: null })
  expect(syncing.getState().isElsewhere).toBe(false)
  const { way, progress, comparison, ahead, isDoubted, failure } = syncing.getState()
  turns.onNews!({ way, progress, comparison, ahead, isDoubted, failure })
  expect(syncing.getState().isElsewhere).toBe(true)
})

/** Sync of an empty library in a tab that takes its turn when the test says so, and the messages to its worker. */
function openedSyncing() {
  const sent: ToWorker[] = []
  const thread: Thread = {
    postMessage: (message) => void sent.push(message),
    onmessage: null,
    onerror: null,
    terminate: () => {},
  }
  let work: Parameters<Options['turns']['take']>[0] = () => ({ stop: async () => {} })
  const turns: Options['turns'] = {
    take: (next) => void (work = next),
    leave: async () => {},
    tell: () => {},
    onNews: null,
    onAsked: null,
  }
  const clock = createClock('here', () => 0)
  const { store } = createSyncing({
    library: createLibrary(new Map(), clock),
    keeper: { flush: async () => {}, saving: createStore(() => ({ state: 'saved' })) as never },
    clock,
    lists: async () => ({}) as never,
    answers: createStore(() => ({ opened: null })) as never,
    setup: {
      read: async () => null,
      write: async () => {},
      readKnown: async () => undefined,
      writeKnown: async () => {},
    },
    flag: { read: () => null, write: () => {} },
    turns,
    openThread: () => thread,
    save: () => {},
  })
  return { syncing: store, turns, sent, takeTurn: () => void work() }
}
