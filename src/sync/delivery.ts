import type * as Y from 'yjs'
import type { KeptMark } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import { isNoteCell, versions } from '../model/mark/noteVersions.ts'
import { isNoteEntry, type SharedMarks } from './document/sharedMarks.ts'
import type { EntryKey } from './document/entryFormat.ts'
import type { Delivery } from './messages.ts'
import { hasText, textOf } from './document/noteTexts.ts'

/** Delivers changes of the document to the library in batches, with back-pressure: the next batch waits until one is saved. */
export type DeliveryQueue = {
  /** Queues changed entries of a paper; none where only the text of its note changed. */
  add(paper: PaperId, keys?: Iterable<EntryKey>): void
  /** Delivers the text of a note even where nobody is typing it. */
  addText(paper: PaperId): void
  /** The user typed this note just now. */
  noteTyped(paper: PaperId): void
  /** Acknowledges a batch: the library has saved it. */
  acknowledge(): void
  queued(): number
  stop(): void
}

type Options = {
  readonly doc: Y.Doc
  readonly shared: SharedMarks
  readonly send: (batch: Pick<Delivery, 'marks' | 'notes'>) => void
  /** Called when a batch turned out empty: its entries were removed, or this version cannot read them. */
  readonly onDropped: () => void
  readonly now: () => number
  readonly random: () => number
}

/** The page merges and saves this many papers in some 20 ms on two old cores, and so misses at most one frame. */
const BATCH_PAPERS = 200
const BATCH_LETTERS = 200_000
const MAX_OUTSTANDING = 2
const DELIVERY_DELAY_MS = 30
/** The user counts as typing for this long after a letter. */
const TYPING_MS = 2000
/**
 * How long a text without a version must be unchanged before one of its authors, or anybody, writes it as a version.
 */
const JOIN_DELAYS_MS = { author: 400, other: 3000 }
/** The longest wait of a version that differs from the text for one that does not. */
const HOLD_MS = 1000

export function createDelivery({ doc, shared, send, onDropped, now, random }: Options): DeliveryQueue {
  const pending = new Map<PaperId, Set<EntryKey>>()
  const asked = new Set<PaperId>()
  const dueAt = new Map<PaperId, number>()
  const heldSince = new Map<PaperId, number>()
  const typedAt = new Map<PaperId, number>()
  let outstanding = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let wakesAt = Number.POSITIVE_INFINITY

  const wake = (delay: number) => {
    const at = now() + delay
    if (timer !== undefined && wakesAt <= at) return
    clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(deliverSome, delay)
  }

  const isDue = (paper: PaperId) => {
    const delay = JOIN_DELAYS_MS[typedAt.has(paper) ? 'author' : 'other']
    const due = dueAt.get(paper) ?? now() + delay * (1 + random())
    dueAt.set(paper, due)
    return due <= now()
  }
  const holdUntil = (paper: PaperId) => {
    const since = heldSince.get(paper) ?? now()
    heldSince.set(paper, since)
    return since + HOLD_MS
  }

  /** Whether the text of a note is delivered, waits for its version, or need not be delivered. */
  const lettersOf = (paper: PaperId): 'deliver' | 'waiting' | 'same' => {
    const [latest] = hasText(doc, paper) ? versions(shared.read(paper)) : []
    // A text without any version is no note.
    if (!latest) return 'same'
    const isTyping = now() - (typedAt.get(paper) ?? Number.NEGATIVE_INFINITY) < TYPING_MS
    if (asked.has(paper) || isTyping) return 'deliver'
    if (textOf(doc, paper).toJSON() === latest.text) return 'same'
    return isDue(paper) ? 'deliver' : 'waiting'
  }

  function deliverSome() {
    timer = undefined
    if (outstanding >= MAX_OUTSTANDING) return
    const marks = new Map<PaperId, KeptMark>()
    const notes: Delivery['notes'][number][] = []
    let letters = 0
    let wait = Number.POSITIVE_INFINITY
    for (const [paper, keys] of pending) {
      if (marks.size >= BATCH_PAPERS || letters > BATCH_LETTERS) {
        wait = 0
        break
      }
      const state = lettersOf(paper)
      const freeAt = state === 'waiting' ? holdUntil(paper) : 0
      const ready = freeAt > now() ? [...keys].filter((key) => !isNoteEntry(key)) : [...keys]
      const cells = shared.readEntries(ready)
      if (cells.size > 0 || state === 'deliver') marks.set(paper, cells)
      for (const [cell, [value]] of cells) letters += cell.length + (typeof value === 'string' ? value.length : 0)
      const isNote = state === 'deliver' || [...cells.keys()].some(isNoteCell)
      const [latest] = isNote ? versions(shared.read(paper)) : []
      if (latest) {
        const text = hasText(doc, paper) ? textOf(doc, paper).toJSON() : latest.text
        notes.push({ paper, text, matchesVersion: text === latest.text, isToStore: state === 'deliver' })
        if (text !== latest.text) letters += text.length
      }
      if (state === 'waiting') {
        for (const key of ready) keys.delete(key)
        const next = keys.size > 0 ? Math.min(freeAt, dueAt.get(paper)!) : dueAt.get(paper)!
        wait = Math.min(wait, Math.max(1, next - now()))
        continue
      }
      pending.delete(paper)
      dueAt.delete(paper)
      heldSince.delete(paper)
      asked.delete(paper)
    }
    if (marks.size > 0) {
      outstanding += 1
      send({ marks, notes })
    } else onDropped()
    if (wait < Number.POSITIVE_INFINITY) wake(wait)
  }

  const add: DeliveryQueue['add'] = (paper, keys = []) => {
    const known = pending.get(paper)
    if (known) for (const key of keys) known.add(key)
    else pending.set(paper, new Set(keys))
    // The text has changed since.
    dueAt.delete(paper)
    wake(DELIVERY_DELAY_MS)
  }
  return {
    add,
    addText(paper) {
      asked.add(paper)
      add(paper)
    },
    noteTyped: (paper) => void typedAt.set(paper, now()),
    acknowledge() {
      outstanding -= 1
      if (pending.size > 0) wake(0)
    },
    queued: () => pending.size + outstanding,
    stop: () => clearTimeout(timer),
  }
}
