import { createStore, type StoreApi } from 'zustand/vanilla'
import { errorMessage } from '../../model/errorMessage.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { MarkStore } from '../../storage/marks/markStore.ts'
import type { Library } from './library.ts'

/** Whether the changes are saved, being saved, or could not be saved and why. */
export type SaveState =
  | { readonly state: 'saved'; readonly copies: 1 | 2 }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly reason: string }

export type Autosave = {
  readonly saving: StoreApi<SaveState>
  /** Saves all unsaved changes now. */
  flush(): Promise<void>
  /** Hands the write to the browser before it returns, for a page that is being unloaded. */
  flushAtOnce(): void
}

/** The longest wait between a letter and its save. A star or a status is saved at once. */
const SAVE_DELAY_MS = 300
const RETRY_DELAYS_MS = [1000, 2000, 5000, 10_000, 30_000]

/**
 * Saves the changes of the library soon after they are made, tells other tabs once they are on disk, and retries a
 * write that fails.
 */
export function createAutosave(
  library: StoreApi<Library>,
  copies: Pick<MarkStore, 'save' | 'saveAtOnce' | 'copies' | 'onCopies'>,
  tell: (saved: Marks) => void,
): Autosave {
  const isSaved = (): SaveState => ({ state: 'saved', copies: copies.copies() })
  const saving = createStore<SaveState>(isSaved)
  let unsaved = new Set<PaperId>()
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const wait = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  const marksOf = (papers: Iterable<PaperId>): Marks => {
    const { marks } = library.getState()
    return new Map([...papers].map((paper) => [paper, marks.get(paper)!]))
  }

  const settle = (saved: Marks) => {
    failures = 0
    const { marks } = library.getState()
    for (const [paper, mark] of saved) if (marks.get(paper) === mark) unsaved.delete(paper)
    if (unsaved.size === 0) saving.setState(isSaved(), true)
    tell(saved)
  }

  const fail = (error: unknown) => {
    saving.setState({ state: 'failed', reason: explain(error) }, true)
    wait(RETRY_DELAYS_MS[Math.min(failures, RETRY_DELAYS_MS.length - 1)]!)
    failures += 1
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    await running
    if (running !== null) return flush()
    if (unsaved.size === 0) return
    const batch = marksOf(unsaved)
    running = copies
      .save(batch)
      .then(() => settle(batch), fail)
      .finally(() => (running = null))
    await running
    // Changes without a timer of their own: made while a save ran, or received from another tab.
    if (unsaved.size > 0 && failures === 0 && timer === undefined) wait(SAVE_DELAY_MS)
  }

  library.subscribe(({ changed }, before) => {
    if (changed === before.changed || changed.papers.length === 0 || !(changed.here || changed.isSynced)) return
    for (const paper of changed.papers) unsaved.add(paper)
    if (failures > 0) return
    if (saving.getState().state !== 'saving') saving.setState({ state: 'saving' }, true)
    // The first letter starts the timer. Later letters do not restart it.
    if (!changed.noteOnly) wait(0)
    else if (timer === undefined) wait(SAVE_DELAY_MS)
  })

  copies.onCopies(() => {
    if (saving.getState().state === 'saved') saving.setState(isSaved(), true)
  })

  return {
    saving,
    flush,
    flushAtOnce: () => {
      if (unsaved.size === 0) return
      const batch = marksOf(unsaved)
      copies.saveAtOnce(batch).then(() => settle(batch), fail)
    },
  }
}

/** A reason that the user can act on, from the browser’s error. */
function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  const message = errorMessage(error)
  if (name === 'QuotaExceededError') return 'the browser gives this page no more room'
  if (/NO_SPACE|disk/i.test(message)) return 'the disk is full'
  // Chromium’s next error, after a full disk has closed the database.
  if (/backing store/.test(message)) return 'the browser cannot open its database; the disk may be full'
  return message
}
