import type { Marks } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import type { SharedList } from './document/sharedLists.ts'

/** What changed in the library, for the shared document. */
export type LocalChanges = {
  /** Counts the page's messages, from one on. */
  readonly number: number
  /** The last of the worker's batches that the page has taken in. */
  readonly heard: number
  readonly marks: Marks
  readonly notes: readonly NoteChange[]
}
/** A note as it showed before a change, and after. */
export type NoteChange = { readonly paper: PaperId; readonly base: string; readonly text: string }

/** What changed in the shared document, for the library. */
export type Delivery = {
  readonly batch: number
  /** The last of the page's messages that it takes account of. */
  readonly seen: number
  readonly marks: Marks
  /** The letters of notes that changed. */
  readonly notes: readonly NoteText[]
}
export type NoteText = {
  readonly paper: PaperId
  readonly text: string
  /** Whether the latest version of the note says the same. */
  readonly isVersion: boolean
  /** Whether the library is to have them as a version, or only where its user wrote what they do not know yet. */
  readonly isToSay: boolean
}

/** How two libraries stand to each other: how many papers, by what joining them means. */
export type Comparison = {
  readonly same: number
  /** Only here, or later here; and there. */
  readonly here: number
  readonly there: number
  /** Changed on both sides: of each thing said of a paper the later stays. */
  readonly both: number
  /** Some of the papers with a note on either side that the other has not, and how many they are: both notes stay. */
  readonly notes: readonly PaperId[]
  readonly noteCount: number
  /** Titles of the lists that were brought there. */
  readonly lists: readonly string[]
}

/** The ways to other devices. The id is of one time that it was switched on: what is kept of another does not count. */
export type SyncTarget = { readonly id: string } & (ToServer | ToFolder)
export type ToServer = { readonly kind: 'server'; readonly url: string; readonly token: string }
export type ToFolder = {
  readonly kind: 'folder'
  /** Null where its files are saved and loaded by hand. */
  readonly folder: FileSystemDirectoryHandle | null
  /** Opens files that are locked, and locks our own. */
  readonly key: CryptoKey | null
}

/** How far sync has come. */
export type Progress = {
  readonly phase: 'opening' | 'waiting' | 'asking' | 'joining' | 'running' | 'broken'
  /** Papers joined so far, of how many, while it joins. */
  readonly done: number
  readonly total: number
  readonly isConnected: boolean
  /** How many papers changed here and have not gone out. */
  readonly waiting: number
  /** How many papers came and are not here yet. */
  readonly coming: number
  /** When all had gone out and all had come in, in milliseconds since 1970. */
  readonly exchangedAt: number | null
  /** What went wrong, and what to do. */
  readonly problem: string | null
}

/** What the page says to the worker. */
export type ToWorker =
  | { readonly kind: 'start'; readonly way: SyncTarget; readonly hasMet: boolean }
  /** Some of the marks of the library; all of them once it is the last. */
  | { readonly kind: 'bring'; readonly marks: Marks; readonly total: number; readonly isLast: boolean }
  | { readonly kind: 'join' }
  | { readonly kind: 'wrote'; readonly written: LocalChanges }
  /** The library has saved a batch. */
  | { readonly kind: 'taken'; readonly batch: number }
  /** What has become of the user's own lists here. */
  | { readonly kind: 'lists'; readonly lists: readonly SharedList[] }
  | { readonly kind: 'exchange' }
  | { readonly kind: 'save' }
  | { readonly kind: 'load'; readonly files: readonly File[] }
  | { readonly kind: 'stop'; readonly forgets: boolean }

/** What the worker says to the page. */
export type ToPage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** The worker wants the marks of the library. */
  | { readonly kind: 'bring' }
  /** Two libraries meet for the first time: what joining them means, before anything is done. */
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'joined' }
  | { readonly kind: 'handed'; readonly handed: Delivery }
  /** The worker has taken account of the page's messages up to this one; it comes after what was handed over before. */
  | { readonly kind: 'seen'; readonly number: number }
  /** What has become of the user's own lists elsewhere; once all is joined, of all of them. */
  | { readonly kind: 'lists'; readonly lists: readonly SharedList[] }
  /** The changes of this device, for the user to save. */
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'stopped' }
  /** It cannot go on. */
  | { readonly kind: 'failed'; readonly reason: string }
