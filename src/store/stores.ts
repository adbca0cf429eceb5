import type { StoreApi } from 'zustand/vanilla'
import type { EngineClient } from '../engine/host/engineClient.ts'
import { createClock } from '../model/mark/clock.ts'
import { isListRecord } from '../model/paper/listRecord.ts'
import { addressOf } from '../model/query/namedView.ts'
import { openAddressBar } from '../storage/browser/addressBar.ts'
import { openSetting } from '../storage/browser/localSetting.ts'
import type { MarkStore } from '../storage/marks/markStore.ts'
import { joinTabs } from '../storage/marks/tabs.ts'
import { SETTINGS } from '../storage/names.ts'
import type { Release } from './appUpdate.ts'
import type { Stores } from './hooks.ts'
import { createAutosave } from './library/autosave.ts'
import { createLibrary } from './library/library.ts'
import { createFound } from './library/loadReport.ts'
import { createScreen } from './screen.ts'
import { createShortcuts } from './shortcuts.ts'
import { createAnswers, shownPaper } from './view/answers.ts'
import { createCursor } from './view/cursor.ts'
import { readLast, saveLastScreen } from './view/lastScreen.ts'
import { createViewing } from './view/viewStore.ts'

type Parts = {
  /** The id of this page, in the stamps of what it writes. */
  readonly writer: string
  readonly copies: MarkStore
  readonly engine: EngineClient
  readonly release: StoreApi<Release>
  /** The cells of own lists that the first lists are loaded with. */
  readonly shownLists: Promise<string>
  /** Ends the listening to the page, where the stores end before it. */
  readonly signal?: AbortSignal
}

/** Creates all stores of a page, over what the last visit showed until the marks are loaded. */
export function createStores({ writer, copies, engine, release, shownLists, signal }: Parts): Stores {
  const lastView = openSetting(SETTINGS.view)
  const viewing = createViewing(openAddressBar(), openSetting(SETTINGS.columns), lastView)
  const lastShown = openSetting(SETTINGS.lastScreen)
  const last = readLast(lastShown, viewing.getState().view)
  const clock = createClock(writer, Date.now)
  const library = createLibrary(last?.marks ?? new Map(), clock, Date.now, (paper) =>
    shownPaper(answers.getState(), paper),
  )
  const tell = joinTabs(library.getState().receive)
  const keeper = createAutosave(library, copies, tell)
  const cursor = createCursor(viewing.getState().view.paper)
  const found = createFound(copies)
  const answers = createAnswers(engine, { viewing, library, cursor }, last?.answer)
  const rememberShown = saveLastScreen(lastShown, { answers, viewing, library })

  const leave = () => {
    keeper.flushAtOnce()
    rememberShown()
    lastView.write(addressOf(viewing.getState().view) || null)
  }
  const until = { ...(signal && { signal }) }
  document.addEventListener('visibilitychange', () => document.hidden && leave(), until)
  addEventListener('pagehide', leave, until)
  // A page from the back-forward cache has missed what other tabs wrote meanwhile.
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    // A load that fails leaves the page as it is. What it shows is saved, and merges later.
    if (persisted) copies.load().then(({ records }) => library.getState().receive(records), console.warn)
  }
  addEventListener('pageshow', onPageShow, until)
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    // A browser that waits too long for a busy page ends it without pagehide.
    keeper.flushAtOnce()
    if (keeper.saving.getState().state === 'failed') event.preventDefault()
  }
  addEventListener('beforeunload', onBeforeUnload, until)
  let opened: ReturnType<Stores['backups']> | undefined
  const backups = () => (opened ??= import('./files/backups.ts').then(({ openBackups }) => openBackups(library)))
  let ownLists: ReturnType<Stores['lists']> | undefined
  const lists = () =>
    (ownLists ??= import('./files/listActions.ts').then(({ openLists }) =>
      openLists({ answers, library, found, clock }, shownLists),
    ))
  // Changes of lists by other tabs and devices, undo and the second copy arrive as cells beside the marks.
  library.subscribe(({ userRecords, loaded }, before) => {
    if (!loaded || userRecords === before.userRecords || ![...userRecords.keys()].some(isListRecord)) return
    void lists()
      .then((lists) => lists.follow())
      .catch(console.warn)
  })
  const screen = createScreen()
  const shortcuts = createShortcuts()
  let syncing: ReturnType<Stores['sync']> | undefined
  const sync = () =>
    (syncing ??= import('./sync/syncStore.ts').then(({ openSyncing }) =>
      openSyncing(library, keeper, clock, answers, lists),
    ))
  return { library, viewing, answers, cursor, keeper, release, backups, lists, sync, found, screen, shortcuts }
}
