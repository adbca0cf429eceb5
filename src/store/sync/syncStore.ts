import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../model/mark/clock.ts'
import { openDatabase } from '../../storage/browser/database.ts'
import { download } from '../../storage/browser/files.ts'
import { openSetting, type Setting } from '../../storage/browser/localSetting.ts'
import { askForFolder, canShareFolders } from '../../storage/sync/sharedFolder.ts'
import { openSyncSetup, type SyncSetup } from '../../storage/sync/syncSetup.ts'
import { electLeader, type Turns } from '../../storage/browser/leaderTab.ts'
import type { SharedList } from '../../sync/document/sharedLists.ts'
import type { Comparison, Progress, ToFolder, ToServer, ToWorker, SyncTarget } from '../../sync/messages.ts'
import type { Autosave } from '../library/autosave.ts'
import type { Library } from '../library/library.ts'
import type { Answers } from '../view/answers.ts'
import { startSyncWorker, type Link, type Thread } from './syncWorker.ts'
import { createListExchange, type KnownLists } from './listExchange.ts'
import type { Lists } from '../files/listActions.ts'
import { DATABASES, LOCKS, SETTINGS } from '../../storage/names.ts'

/** The state of sync on this device. */
export type SyncStore = {
  /** The target of sync; null while sync is off. */
  readonly way: SyncTarget | null
  readonly progress: Progress | null
  /** What joining two libraries would mean, until the user has decided. */
  readonly comparison: Comparison | null
  /** Whether another tab syncs, and this one only shows its progress. */
  readonly isElsewhere: boolean
  /** Titles of lists that are too large to sync. */
  readonly leftOut: readonly string[]
  /** By how many milliseconds the clock of another device is ahead; null below a day. */
  readonly ahead: number | null
  /** Whether another device takes this one’s stamps for ahead: one of the two clocks is wrong. */
  readonly isDoubted: boolean
  /** Why sync ended by itself. */
  readonly failure: string | null
  /** Whether the browser lets a page write into a folder. */
  readonly canShareFolders: boolean
  switchOn(way: ToServer | ToFolder): Promise<void>
  /** Joins the two libraries, as shown. */
  join(): void
  /** Switches sync off. The library stays as it is, and others keep what was sent. */
  switchOff(): Promise<void>
  /** Exchanges now, or tries again. */
  exchange(): void
  /** Asks for permission to the folder again, in answer to a click. */
  allowFolder(): Promise<void>
  /** Saves this device’s sync file, or loads those of others. */
  save(): void
  load(files: readonly File[]): void
}

type News = Pick<SyncStore, 'way' | 'progress' | 'comparison' | 'ahead' | 'isDoubted' | 'failure'> & {
  readonly isSetup?: true
}

type Options = {
  readonly library: StoreApi<Library>
  readonly keeper: Pick<Autosave, 'flush' | 'saving'>
  readonly clock: Clock
  /** The user’s own lists, and the store that shows when they change. */
  readonly lists: () => Promise<Lists>
  readonly answers: StoreApi<Answers>
  readonly setup: SyncSetup<SyncTarget, KnownLists>
  /** The setting that says on a visit whether sync is loaded. */
  readonly flag: Setting
  readonly turns: Turns<News>
  readonly openThread: () => Thread
  readonly save: (name: string, content: Blob, type: string) => void
  readonly now?: () => number
}

export async function openSyncing(
  library: StoreApi<Library>,
  keeper: Options['keeper'],
  clock: Clock,
  answers: StoreApi<Answers>,
  lists: Options['lists'],
): Promise<StoreApi<SyncStore>> {
  const { transact } = await openDatabase(DATABASES.syncSetup)
  const syncing = createSyncing({
    library,
    keeper,
    clock,
    answers,
    lists,
    setup: openSyncSetup(transact),
    flag: openSetting(SETTINGS.sync),
    turns: electLeader(LOCKS.sync),
    openThread: () => new Worker(new URL('../../sync/worker.ts', import.meta.url), { type: 'module', name: 'sync' }),
    save: download,
  })
  await syncing.start()
  return syncing.store
}

/** Creates the store of sync; `start` resumes what was on. */
export function createSyncing(options: Options) {
  const { library, keeper, clock, lists, answers, setup, flag, turns, openThread, save, now = Date.now } = options
  let link: Link | null = null
  let hasMet = false
  /** Requests of the user before this tab had its turn. */
  let pending: ToWorker[] = []
  const send = (message: ToWorker) => (link ? link.send(message) : void pending.push(message))

  const set = (news: Partial<SyncStore>) => {
    store.setState(news)
    if (link) tell()
  }
  const tell = (isSetup?: true) => {
    const { way, progress, comparison, ahead, isDoubted, failure } = store.getState()
    turns.tell({ way, progress, comparison, ahead, isDoubted, failure, ...(isSetup && { isSetup }) })
  }
  /** Resolves once what came is on disk, however often that has to be tried. */
  const saved = async () => {
    await keeper.flush()
    while (keeper.saving.getState().state !== 'saved') {
      await new Promise<void>((next) => {
        const stop = keeper.saving.subscribe(() => {
          stop()
          next()
        })
      })
    }
  }

  /** Exchanges the lists along with the marks. They are checked after every load. */
  const exchangeLists = (send: Link['send']) => {
    const opening = lists().then((lists) =>
      createListExchange({
        lists,
        clock,
        known: { read: async () => (await setup.readKnown()) ?? {}, write: setup.writeKnown },
        send: (lists) => send({ kind: 'lists', lists }),
        onLeftOut: (leftOut) => store.setState({ leftOut }),
      }),
    )
    const stop = answers.subscribe(({ opened }, before) => {
      if (opened !== before.opened) void opening.then((exchange) => exchange.check())
    })
    return { receive: (lists: readonly SharedList[]) => void opening.then((exchange) => exchange.receive(lists)), stop }
  }

  const work = (way: SyncTarget) => () => {
    const own = startSyncWorker({
      library,
      clock,
      thread: openThread(),
      way,
      hasMet,
      saved,
      now,
      onAhead: (ahead) => set({ ahead }),
      onDoubted: () => set({ isDoubted: true }),
      onProgress: (progress) => set({ progress, isElsewhere: false }),
      onCompared: (comparison) => set({ comparison }),
      onJoined() {
        hasMet = true
        set({ comparison: null })
        void setup.write({ way, hasMet }).catch(console.warn)
      },
      onLists: (lists) => ownLists.receive(lists),
      onFile: (name, bytes) => save(name, new Blob([bytes]), 'application/octet-stream'),
      onFailed(reason) {
        link = null
        ownLists.stop()
        store.setState({ failure: reason, progress: null })
        void turns.leave()
      },
    })
    const ownLists = exchangeLists(own.send)
    link = own
    set({ isElsewhere: false, failure: null })
    for (const message of pending.splice(0)) own.send(message)
    return {
      async stop() {
        if (link === own) link = null
        ownLists.stop()
        await own.stop(store.getState().way === null)
        store.setState({ isElsewhere: store.getState().way !== null })
      },
    }
  }
  const begin = (way: SyncTarget) => {
    pending = []
    store.setState({ ...OFF, way })
    turns.take(work(way))
  }
  /** Begins or ends, as another tab or an earlier visit has set. */
  const start = async () => {
    const found = await setup.read()
    await turns.leave()
    if (!found) {
      store.setState({ ...OFF })
      flag.write(null)
      return
    }
    hasMet = found.hasMet
    begin(found.way)
  }

  turns.onAsked = () => tell()
  turns.onNews = ({ isSetup, ...news }) => {
    if (isSetup) void start()
    else if (!link) store.setState({ ...news, isElsewhere: true })
  }

  const store: StoreApi<SyncStore> = createStore<SyncStore>(() => ({
    ...OFF,
    canShareFolders: canShareFolders(),
    async switchOn(to) {
      const way: SyncTarget = { ...to, id: now().toString(36) }
      await turns.leave()
      hasMet = false
      await setup.write(null)
      await setup.write({ way, hasMet })
      flag.write('on')
      begin(way)
      tell(true)
    },
    join() {
      set({ comparison: null })
      send({ kind: 'join' })
    },
    async switchOff() {
      await setup.write(null)
      flag.write(null)
      store.setState({ way: null })
      await turns.leave()
      store.setState({ ...OFF })
      tell(true)
    },
    exchange() {
      const { way, failure, progress } = store.getState()
      if (way && (failure !== null || progress?.phase === 'broken')) void start()
      else send({ kind: 'exchange' })
    },
    async allowFolder() {
      const { way } = store.getState()
      if (way?.kind === 'folder' && way.folder && (await askForFolder(way.folder))) send({ kind: 'exchange' })
    },
    save: () => send({ kind: 'save' }),
    load: (files) => send({ kind: 'load', files }),
  }))
  return { store, start }
}

const OFF = {
  way: null,
  progress: null,
  comparison: null,
  isElsewhere: false,
  ahead: null,
  isDoubted: false,
  failure: null,
  leftOut: [],
}
