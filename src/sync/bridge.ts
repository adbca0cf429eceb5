import type * as Y from 'yjs'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import { isNoteCell, versions } from '../model/mark/noteVersions.ts'
import { openMarks } from './document/sharedMarks.ts'
import type { MergeBases } from './merge/mergeBases.ts'
import { entryKey } from './document/entryFormat.ts'
import { createDelivery } from './delivery.ts'
import { compareMarks, earlierText, joinBoth, likelyAncestor } from './merge/firstMerge.ts'
import type { Comparison, Delivery, NoteChange, LocalChanges } from './messages.ts'
import { changeText, hasText, textOf } from './document/noteTexts.ts'
import { merge3Idempotent, merge3 } from './merge/textMerge.ts'

/**
 * Between the library of a page and the document it shares with other devices.
 *
 * Cells of marks merge by their stamps wherever they come from, so they only have to arrive (sync/document/sharedMarks.ts). A note has its
 * letters besides, in a text of Yjs, from when it is first written with sync on. Whoever writes sends the cell of their
 * own version and, in the same transaction, the letters they put in or took out. Where two wrote at once the letters
 * join in one text, which neither version says; then a device whose user is typing there writes it into the version
 * they are at, and else, after a while, one of those who wrote it as a version of its own. So the latest version is soon
 * what the letters say, on all devices the same, each text of the past is a version, and nothing is joined twice.
 */
export type Bridge = {
  /** Takes changes of the library. */
  write(changes: LocalChanges): void
  /** Takes marks of the library that may not be in the document, as after a start. */
  addMarks(marks: Marks): void
  /** The number of papers that were passed and are not merged yet. */
  remaining(): number
  /** Whether both sides have marks and never met, so that joining them is more than a copy. */
  isFirstMerge(): boolean
  /** What joining would mean. Changes nothing. */
  compare(): Omit<Comparison, 'lists'>
  /**
   * Merges some of the marks that were passed, then delivers the rest of the document; false when nothing is left to
   * merge.
   */
  joinSome(): boolean
  /** Acknowledges a batch: the library has saved it. */
  acknowledge(batch: number): void
  /** The number of papers changed here since the last call of `exchanged`. */
  unsent(): number
  markSent(): void
  /** The number of papers that are not delivered yet. */
  undelivered(): number
  stop(): void
}

type Options = {
  readonly doc: Y.Doc
  /** The name of this copy of the document. */
  readonly device: string
  readonly deliver: (delivery: Delivery) => void
  readonly bases: MergeBases
  /** Whether this library and this document belong together, so that each can lack only the end of the other. */
  readonly isContinued: boolean
  readonly now: () => number
  readonly random?: () => number
  /** Called when something waits to be sent or delivered. */
  readonly onChange?: () => void
  /** Called when somebody else writes under the name of this copy, as a copied browser profile does. */
  readonly onDouble?: () => void
}

/** The origin of transactions by this device’s user. */
export const LOCAL = 'here'

const MERGED_AT_ONCE = 250

export function createBridge(options: Options): Bridge {
  const {
    doc,
    device,
    deliver,
    bases,
    isContinued,
    now,
    random = Math.random,
    onChange = () => {},
    onDouble = () => {},
  } = options
  const shared = openMarks(doc, device, now)
  const unmerged = new Map<PaperId, KeptMark>()
  /** The number of papers merged so far; null once all are. Other papers are neither delivered nor written. */
  let merged: Set<PaperId> | null = new Set()
  const changedHere = new Set<PaperId>()
  let lastSeen = 0

  const send = (delivery: Pick<Delivery, 'marks' | 'notes'>) => {
    deliver({ ...delivery, batch: bases.sent(delivery.notes, lastSeen), lastSeen })
    onChange()
  }
  const queue = createDelivery({ doc, shared, send, onDropped: onChange, now, random })

  const onTransaction = (transaction: Y.Transaction) => {
    const changes = shared.changes(transaction)
    if (transaction.origin === LOCAL || changes.size === 0) return
    for (const [paper, { keys }] of changes) if (!merged || merged.has(paper)) queue.add(paper, keys)
    onChange()
    if ([...changes.values()].some(({ isOwn }) => isOwn)) onDouble()
  }
  doc.on('afterTransaction', onTransaction)

  const writeCells = (paper: PaperId, cells: KeptMark) => {
    shared.write(paper, cells)
    changedHere.add(paper)
  }
  const shown = (kept: KeptMark) => versions(kept)[0]?.text ?? ''
  const lettersOf = (paper: PaperId) => textOf(doc, paper).toJSON()

  /** Creates the text of a note where it has none, from what all devices know, so that all create the same. */
  const begin = (paper: PaperId, text: string) => {
    if (!hasText(doc, paper) && text !== '') changeText(doc, paper, text, true)
  }
  const writeNote = ({ paper, base, text }: NoteChange, join = merge3) => {
    begin(paper, shown(shared.read(paper)))
    const before = lettersOf(paper)
    const after = join(base, text, before)
    if (after !== before) changeText(doc, paper, after)
    if (after !== text) queue.add(paper)
  }

  const join = (paper: PaperId, ours: KeptMark) => {
    const theirs = shared.read(paper)
    const { forThem, forUs, note } = compareMarks(ours, theirs)
    if (isContinued) {
      if ([...forThem.keys()].some(isNoteCell) && shown(ours) !== shown(theirs))
        writeNote({ paper, base: likelyAncestor(ours, theirs, bases.of(paper)), text: shown(ours) })
      if (note) queue.addText(paper)
      bases.forget(paper)
    } else if (note) {
      begin(paper, note.theirs)
      const text = lettersOf(paper)
      const joined = joinBoth(note, text)
      if (joined !== text) changeText(doc, paper, joined)
      queue.addText(paper)
    } else if ([...forThem.keys()].some(isNoteCell)) {
      if (versions(theirs).length === 0) begin(paper, shown(ours))
      if (shown(ours) !== shown(theirs))
        writeNote({ paper, base: earlierText(ours, theirs) ?? shown(theirs), text: shown(ours) }, merge3Idempotent)
    }
    if (forThem.size > 0) writeCells(paper, forThem)
    if (forUs.size > 0) queue.add(paper, new Set([...forUs.keys()].map((cell) => entryKey(paper, cell))))
  }

  return {
    write({ number, acknowledged, marks, notes }) {
      lastSeen = number
      const isMerged = (paper: PaperId) => !merged || merged.has(paper)
      doc.transact(() => {
        for (const note of notes) {
          if (!isMerged(note.paper)) continue
          if (note.base !== note.text) queue.noteTyped(note.paper)
          writeNote(note)
        }
        for (const [paper, cells] of marks) {
          if (isMerged(paper)) writeCells(paper, cells)
          else unmerged.set(paper, merge(unmerged.get(paper) ?? NOTHING_KEPT, cells))
        }
        bases.received(
          number,
          notes.filter(({ paper }) => isMerged(paper)),
          acknowledged,
        )
      }, LOCAL)
      onChange()
    },
    addMarks(marks) {
      for (const [paper, kept] of marks) unmerged.set(paper, merge(unmerged.get(paper) ?? NOTHING_KEPT, kept))
    },
    remaining: () => unmerged.size,
    isFirstMerge: () => !shared.isEmpty() && !shared.hasOwn() && [...unmerged.values()].some(({ size }) => size > 0),
    compare() {
      const counts = { same: 0, here: 0, there: 0, both: 0 }
      const notes: PaperId[] = []
      for (const paper of new Set([...unmerged.keys(), ...shared.papers()])) {
        const { forThem, forUs, note } = compareMarks(unmerged.get(paper) ?? NOTHING_KEPT, shared.read(paper))
        if (note) notes.push(paper)
        if (forThem.size === 0) counts[forUs.size === 0 ? 'same' : 'there'] += 1
        else counts[forUs.size === 0 ? 'here' : 'both'] += 1
      }
      return { ...counts, notes: notes.slice(0, SHOWN_NOTES), noteCount: notes.length }
    },
    joinSome() {
      doc.transact(() => {
        let left = MERGED_AT_ONCE
        for (const [paper, ours] of unmerged) {
          if ((left -= 1) < 0) break
          join(paper, ours)
          unmerged.delete(paper)
          merged?.add(paper)
        }
      }, LOCAL)
      const isDone = unmerged.size === 0
      if (isDone && merged) {
        for (const paper of shared.papers()) if (!merged.has(paper)) queue.add(paper, shared.keysOf(paper))
        merged = null
      }
      onChange()
      return !isDone
    },
    acknowledge(batch) {
      bases.saved(batch)
      queue.acknowledge()
      onChange()
    },
    unsent: () => changedHere.size,
    markSent: () => changedHere.clear(),
    undelivered: queue.queued,
    stop() {
      queue.stop()
      doc.off('afterTransaction', onTransaction)
    },
  }
}

const SHOWN_NOTES = 8
