import type { Marks } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import type { SharedList } from './document/sharedLists.ts'

/** Changes of the library, for the shared document. */
export type LocalChanges = {
  /** The number of the page’s message, from one on. */
  readonly number: number
  /** The last batch of the worker that the page has merged. */
  readonly acknowledged: number
  readonly marks: Marks
  readonly notes: readonly NoteChange[]
}
/** A note before and after a change. */
export type NoteChange = { readonly paper: PaperId; readonly base: string; readonly text: string }

/** Changes of the shared document, for the library. */
export type Delivery = {
  readonly batch: number
  /** The last message of the page that it takes account of. */
  readonly lastSeen: number
  readonly marks: Marks
  /** The texts of changed notes. */
  readonly notes: readonly NoteText[]
}
export type NoteText = {
  readonly paper: PaperId
  readonly text: string
  /** Whether the latest version of the note says the same. */
  readonly matchesVersion: boolean
  /** Whether the library stores the text as a version, or only where its user has typed something that it lacks. */
  readonly isToStore: boolean
}

/** How two libraries compare before they are joined, in numbers of papers. */
export type Comparison = {
  readonly same: number
  /** Only here, or later here; and the same there. */
  readonly here: number
  readonly there: number
  /** Changed on both sides: the later value of each cell stays. */
  readonly both: number
  /** Some of the papers with different notes on both sides, and their number: both notes stay. */
  readonly notes: readonly PaperId[]
  readonly noteCount: number
  /** Titles of the lists of the other side. */
  readonly lists: readonly string[]
}

/** The target of sync. The id is new each time sync is switched on: what was stored under another does not count. */
export type SyncTarget = { readonly id: string } & (ToServer | ToFolder)
export type ToServer = { readonly kind: 'server'; readonly url: string; readonly token: string }
export type ToFolder = {
  readonly kind: 'folder'
  /** Null where the user saves and loads the files. */
  readonly folder: FileSystemDirectoryHandle | null
  /** Decrypts files, and encrypts our own. */
  readonly key: CryptoKey | null
}

/** The progress of sync. */
export type Progress = {
  readonly phase: 'opening' | 'waiting' | 'asking' | 'joining' | 'running' | 'broken'
  /** Papers joined so far, of how many. */
  readonly done: number
  readonly total: number
  readonly isConnected: boolean
  /** The number of papers changed here and not sent. */
  readonly waiting: number
  /** The number of papers received and not delivered. */
  readonly coming: number
  /** When everything was exchanged, in milliseconds since 1970. */
  readonly exchangedAt: number | null
  /** What went wrong, and what to do. */
  readonly problem: string | null
}

/** Messages of the page to the worker. */
export type ToWorker =
  | { readonly kind: 'start'; readonly way: SyncTarget; readonly hasMet: boolean }
  /** Some of the marks of the library; all of them once it is the last. */
  | { readonly kind: 'marks'; readonly marks: Marks; readonly total: number; readonly isLast: boolean }
  | { readonly kind: 'join' }
  | { readonly kind: 'changes'; readonly changes: LocalChanges }
  /** Acknowledges a batch: the library has saved it. */
  | { readonly kind: 'saved'; readonly batch: number }
  /** The state of the user’s own lists here. */
  | { readonly kind: 'lists'; readonly lists: readonly SharedList[] }
  | { readonly kind: 'exchange' }
  | { readonly kind: 'save' }
  | { readonly kind: 'load'; readonly files: readonly File[] }
  | { readonly kind: 'stop'; readonly forgets: boolean }

/** Messages of the worker to the page. */
export type ToPage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** The worker asks for the marks of the library. */
  | { readonly kind: 'marks' }
  /** Two libraries meet for the first time: what joining would mean. */
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'joined' }
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  /** Acknowledges the page’s messages up to this one; it follows the batches that were sent before. */
  | { readonly kind: 'acknowledged'; readonly number: number }
  /** The state of the user’s own lists elsewhere; after joining, of all of them. */
  | { readonly kind: 'lists'; readonly lists: readonly SharedList[] }
  /** The sync file of this device, for the user to save. */
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'stopped' }
  /** Sync cannot go on. */
  | { readonly kind: 'failed'; readonly reason: string }
