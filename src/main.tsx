import { StrictMode, Suspense } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import type { EngineClient } from './engine/host/engineClient.ts'
import { createEngineClient } from './engine/host/openEngine.ts'
import { breathe } from './engine/loading/timeSlice.ts'
import { createWorkerEngine } from './engine/host/workerEngine.ts'
import { isListRecord, listRecords, printRecords } from './model/paper/listRecord.ts'
import { merge, type KeptMark } from './model/mark/cell.ts'
import { asideOf } from './model/mark/markSummaries.ts'
import { PackedMarks } from './model/mark/packedMarks.ts'
import type { PaperId } from './model/paper/paper.ts'
import { keepBefore } from './storage/marks/automaticBackup.ts'
import { openCollection } from './storage/marks/collection.ts'
import { openMarkStore, type MarkStore } from './storage/marks/markStore.ts'
import { deferDatabase, LateError, openDatabase, type Database } from './storage/browser/database.ts'
import { lazyJournal } from './storage/journal/lazyJournal.ts'
import { fetchLists, type Fetched } from './storage/lists/bundledLists.ts'
import { parseSaved } from './model/mark/markDiff.ts'
import { openOwnLists, peekListRecords, toFetched } from './storage/lists/ownLists.ts'
import { openSetting } from './storage/browser/localSetting.ts'
import { installTrustedTypes } from './storage/browser/trustedTypes.ts'
import { StoresProvider, type Stores } from './store/hooks.ts'
import { createRelease } from './store/appUpdate.ts'
import { createStores } from './store/stores.ts'
import { App } from './ui/App.tsx'
import { followTheme } from './ui/settings/theme.ts'
import { toasts } from './store/toasts.ts'
import { ErrorBoundary } from './widgets/ErrorBoundary.tsx'
import { lazyNamed } from './widgets/OnDemand.tsx'
import './ui/tokens.css'
import './ui/base.css'
import { errorMessage } from './model/errorMessage.ts'
import { DATABASES, SETTINGS } from './storage/names.ts'

/** The writer id of this page: eight random letters and digits. */
const writer = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('')

installTrustedTypes()
followTheme()

const loadFailed = () => import('./ui/StartupError.tsx')
const StartupError = lazyNamed(loadFailed, 'StartupError')
const Broken = lazyNamed<'Broken', object>(loadFailed, 'Broken')

/** Waits after the first rows, in milliseconds. */
const AFTER_FIRST_ROWS_MS = 200
const MOST_BEFORE_FRAME_MS = 300
const REGISTER_DELAY_MS = 1000
const START_TIMEOUT_MS = 10_000

const wait = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))

// Whatever fails or hangs: a version that cannot start must still be able to load the next one.
const release = createRelease()
async function register() {
  const { registerOffline } = await import('./offline/register.ts')
  registerOffline({
    onReady: () => toasts.queue('Offprint is ready to work offline.'),
    onUpdate: (update) => release.setState({ update }),
    onError: (error) => console.warn('Offprint will need the network to start:', error),
  })
}

const startEngineWorker = () =>
  createWorkerEngine(
    new Worker(new URL('./engine/host/worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  )

// Once per page, as its writer id: the journal outlives every retry.
const journal = lazyJournal(async () => (await import('./storage/journal/journalClient.ts')).openJournal(writer))

// In a task of its own: together with the modules it would block the browser for a tenth of a second.
const started = breathe().then(() => start(createRoot(document.getElementById('root')!)))
void Promise.race([started, wait(START_TIMEOUT_MS)])
  .then(() => wait(REGISTER_DELAY_MS))
  .then(register)

async function start(root: Root) {
  // Lists and marks load side by side.
  const transact = deferDatabase(openDatabase(DATABASES.marks))
  const own = fetchOwnLists(transact)
  const lists = Promise.all([fetchLists(), own])
  let engine: EngineClient | null = null
  let hasMarks = false
  try {
    const collect = () => new PackedMarks()
    const readApart = async () => (await import('./storage/marks/readInWorker.ts')).readMarksInWorker()
    const shape = { merge, parse: parseSaved, collect, readApart }
    const collection = openCollection<PaperId, KeptMark>(transact, shape, writer)
    const copies = openMarkStore(collection, journal, openSetting(SETTINGS.lossDetector))
    engine = createEngineClient(startEngineWorker, () => stores.library.getState().marks)
    const stores = createStores({ writer, copies, engine, release, shownLists: own.then(({ shown }) => shown) })
    // The lists do not wait for the marks, but their answer does: no row is seen before it can be used.
    const opened = lists.then(([files, { fetched }]) => stores.answers.getState().openLists([...files, ...fetched]))
    opened.catch(() => {})
    const loaded = loadMarks(copies, stores)
    // The frame alone takes as long to draw as the frame with its rows.
    const isShown = stores.answers.getState().answer !== null
    if (!isShown) await Promise.race([Promise.allSettled([loaded, opened]), wait(MOST_BEFORE_FRAME_MS)])
    draw(root, stores)
    const isWhole = await loaded
    hasMarks = true
    await opened
    // A failure from here on does not replace the page, which has everything that the database had.
    await (isWhole ? null : joinSecondCopy(copies, stores).catch(console.warn))
    // From now on no mark of an earlier visit comes late. Profiles show it, and tests wait for it.
    performance.mark('copies joined')
    await repairLists(stores, own).catch(console.warn)
    if (openSetting(SETTINGS.sync).read()) await wait(REGISTER_DELAY_MS).then(stores.sync).catch(console.warn)
  } catch (error) {
    engine?.end()
    const reason = errorMessage(error)
    let isRetried = false
    const retry = () => {
      if (isRetried) return
      isRetried = true
      stop()
      void start(root)
    }
    const show = () =>
      root.render(
        <Suspense fallback={reason}>
          <StartupError reason={reason} onRetry={retry} onUpdate={release.getState().update} hasMarks={hasMarks} />
        </Suspense>,
      )
    // Where the database is too new for this version, the next version is the way on.
    const stop = release.subscribe(show)
    show()
    // On a busy machine the database may open after all.
    if (error instanceof LateError) void error.opened.then(retry)
  }
}

/** Loads the marks into the library; false where the second copy may have more. */
async function loadMarks(copies: MarkStore, { found, library }: Stores): Promise<boolean> {
  const { records, news: _, isWhole, ...atStart } = await copies.loadFirst()
  if (asideOf(records).length > 0) await keepBefore(records, Date.now()).catch(console.warn)
  // Set first: the rows of the last visit appear with the marks.
  found.setState({ ...atStart, isLoaded: true })
  library.getState().load(records)
  return isWhole
}

function draw(root: Root, stores: Stores) {
  root.render(
    <StrictMode>
      <StoresProvider value={stores}>
        <ErrorBoundary
          fallback={
            <Suspense fallback="Something in Offprint broke. Reload the page to go on.">
              <Broken />
            </Suspense>
          }
        >
          <App />
        </ErrorBoundary>
      </StoresProvider>
    </StrictMode>,
  )
}

/** The user’s own lists. A failure is reported like that of any other list. */
async function fetchOwnLists(
  marks: Database['transact'],
): Promise<{ readonly fetched: readonly Fetched[]; readonly shown: string }> {
  try {
    const [{ transact }, userRecords] = await Promise.all([openDatabase(DATABASES.lists), peekListRecords(marks)])
    const lists = await openOwnLists(transact).load(listRecords(userRecords))
    return { fetched: lists.map(toFetched), shown: printRecords(userRecords) }
  } catch (error) {
    return { fetched: [{ name: 'Your own lists', reason: errorMessage(error) }], shown: '' }
  }
}

/** Merges what only the second copy has, once the first rows are there. */
async function joinSecondCopy(copies: MarkStore, { library, found }: Stores) {
  await wait(AFTER_FIRST_ROWS_MS)
  const { records: _, news, ...late } = await copies.load()
  library.getState().receive(news)
  found.setState(late)
}

/** Repairs the user’s own lists, where there are any. */
async function repairLists({ library, lists }: Stores, own: ReturnType<typeof fetchOwnLists>) {
  const { fetched } = await own
  if (fetched.length > 0 || [...library.getState().userRecords.keys()].some(isListRecord))
    await (await lists()).repair()
}
