import type { Packed } from '../model/packed.ts'
import type { Paper, PaperId } from '../model/paper.ts'
import type { Marked } from './marked.ts'
import type { Advice } from './advice.ts'
import type { Wish } from './wish.ts'
import type { Alike } from './alike.ts'
import type { Opened, Papers, Question, Twin } from './question.ts'
import type { Named } from './naming.ts'
import type { Sent } from './sending.ts'
import type { OwnList } from './stream.ts'
import type { Tally } from './tally.ts'

/** What the page says to the worker, and what the worker says back, each with the page's number for the message. */
export type Request =
  | { readonly kind: 'open'; readonly number: number; readonly files: readonly Source[] }
  /** All marks there are at the start; the first lists are not done before, since they have to know them. */
  | { readonly kind: 'load'; readonly number: number; readonly marks: Packed }
  | { readonly kind: 'mark'; readonly number: number; readonly marks: readonly Marked[] }
  /** From now on answers to those who say that they hear them go through a channel of this name. */
  | { readonly kind: 'speak'; readonly number: number; readonly channel: string }
  /** Where an earlier answer was lost, nothing counts as sent before. */
  | {
      readonly kind: 'ask'
      readonly number: number
      readonly question: Question
      readonly isHeard: boolean
      readonly isLost?: boolean
    }
  | { readonly kind: 'papers'; readonly number: number; readonly of: Papers }
  | { readonly kind: 'compare'; readonly number: number; readonly blob: Blob }
  | { readonly kind: 'count'; readonly number: number; readonly texts: readonly string[] }
  | { readonly kind: 'tally'; readonly number: number }
  | { readonly kind: 'name'; readonly number: number; readonly text: string }
  | { readonly kind: 'advise'; readonly number: number; readonly wish: Wish }
  | { readonly kind: 'alike'; readonly number: number; readonly paper: PaperId }
export type Reply =
  | { readonly kind: 'speaking'; readonly number: number }
  /** More papers can be asked about, and more are to come. */
  | { readonly kind: 'opening'; readonly number: number }
  | { readonly kind: 'opened'; readonly number: number; readonly opened: Opened }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Sent }
  | { readonly kind: 'marked'; readonly number: number }
  /** Some of the papers; after the last of them comes `handed`. */
  | { readonly kind: 'papers'; readonly number: number; readonly papers: readonly Paper[] }
  | { readonly kind: 'handed'; readonly number: number }
  | { readonly kind: 'compared'; readonly number: number; readonly twins: readonly (Twin | null)[] }
  | { readonly kind: 'counted'; readonly number: number; readonly counts: readonly number[] }
  | { readonly kind: 'tallied'; readonly number: number; readonly tally: Tally }
  | { readonly kind: 'named'; readonly number: number; readonly named: Named }
  | { readonly kind: 'advised'; readonly number: number; readonly advice: Advice }
  | { readonly kind: 'alike'; readonly number: number; readonly papers: readonly Alike[] }
  /** The request threw; the engine goes on with the next. */
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string }
/** A list's file: its bytes, or for one of the reader's own lists the place where they lie. */
export type Source = Bytes | OwnList
export type Bytes = { readonly name: string; readonly bytes: ArrayBuffer }
