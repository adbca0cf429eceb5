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
export type Core = {
  /** Takes changes of the library. */
  take(written: LocalChanges): void
  /** Takes marks of the library that may not be in the document, as after a start. */
  bring(marks: Marks): void
  /** The number of papers that were passed and are not merged yet. */
  left(): number
  /** Whether both sides have marks, so that joining them is more than a copy. */
  isMeeting(): boolean
  /** What joining would mean. Changes nothing. */
  compare(): Omit<Comparison, 'lists'>
  /**
   * Merges some of the marks that were passed, then delivers the rest of the document; false when nothing is left to
   * merge.
   */
  joinSome(): boolean
  /** Acknowledges a batch: the library has saved it. */
  taken(batch: number): void
  /** The number of papers changed here since the last call of `exchanged`. */
  waiting(): number
  exchanged(): void
  /** The number of papers that are not delivered yet. */
  unhanded(): number
  stop(): void
}

type Outside = {
  readonly doc: Y.Doc
  /** The name of this copy of the document. */
  readonly device: string
  readonly hand: (handed: Delivery) => void
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

const JOINED_AT_ONCE = 250

export function createBridge(outside: Outside): Core {
  const {
    doc,
    device,
    hand,
    bases,
    isContinued,
    now,
    random = Math.random,
    onChange = () => {},
    onDouble = () => {},
  } = outside
  const shared = openMarks(doc, device, now)
  const brought = new Map<PaperId, KeptMark>()
  /** The number of papers merged so far; null once all are. Other papers are neither delivered nor written. */
  let met: Set<PaperId> | null = new Set()
  const changedHere = new Set<PaperId>()
  let seen = 0

  const send = (handed: Pick<Delivery, 'marks' | 'notes'>) => {
    hand({ ...handed, batch: bases.handed(handed.notes, seen), seen })
    onChange()
  }
  const handing = createDelivery({ doc, shared, send, onDropped: onChange, now, random })

  const onTransaction = (transaction: Y.Transaction) => {
    const changes = shared.changes(transaction)
    if (transaction.origin === LOCAL || changes.size === 0) return
    for (const [paper, { keys }] of changes) if (!met || met.has(paper)) handing.expect(paper, keys)
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
  const begin = (paper: PaperId, said: string) => {
    if (!hasText(doc, paper) && said !== '') changeText(doc, paper, said, true)
  }
  const writeNote = ({ paper, base, text }: NoteChange, join = merge3) => {
    begin(paper, shown(shared.read(paper)))
    const before = lettersOf(paper)
    const after = join(base, text, before)
    if (after !== before) changeText(doc, paper, after)
    if (after !== text) handing.expect(paper)
  }

  const join = (paper: PaperId, ours: KeptMark) => {
    const theirs = shared.read(paper)
    const { forThem, forUs, note } = compareMarks(ours, theirs)
    if (isContinued) {
      if ([...forThem.keys()].some(isNoteCell) && shown(ours) !== shown(theirs))
        writeNote({ paper, base: likelyAncestor(ours, theirs, bases.of(paper)), text: shown(ours) })
      if (note) handing.expectText(paper)
      bases.forget(paper)
    } else if (note) {
      begin(paper, note.theirs)
      const said = lettersOf(paper)
      const joined = joinBoth(note, said)
      if (joined !== said) changeText(doc, paper, joined)
      handing.expectText(paper)
    } else if ([...forThem.keys()].some(isNoteCell)) {
      if (versions(theirs).length === 0) begin(paper, shown(ours))
      if (shown(ours) !== shown(theirs))
        writeNote({ paper, base: earlierText(ours, theirs) ?? shown(theirs), text: shown(ours) }, merge3Idempotent)
    }
    if (forThem.size > 0) writeCells(paper, forThem)
    if (forUs.size > 0) handing.expect(paper, new Set([...forUs.keys()].map((cell) => entryKey(paper, cell))))
  }

  return {
    take({ number, heard, marks, notes }) {
      seen = number
      const isMet = (paper: PaperId) => !met || met.has(paper)
      doc.transact(() => {
        for (const note of notes) {
          if (!isMet(note.paper)) continue
          if (note.base !== note.text) handing.typed(note.paper)
          writeNote(note)
        }
        for (const [paper, cells] of marks) {
          if (isMet(paper)) writeCells(paper, cells)
          else brought.set(paper, merge(brought.get(paper) ?? NOTHING_KEPT, cells))
        }
        bases.told(
          number,
          notes.filter(({ paper }) => isMet(paper)),
          heard,
        )
      }, LOCAL)
      onChange()
    },
    bring(marks) {
      for (const [paper, kept] of marks) brought.set(paper, merge(brought.get(paper) ?? NOTHING_KEPT, kept))
    },
    left: () => brought.size,
    isMeeting: () => [...brought.values()].some(({ size }) => size > 0) && !shared.isEmpty(),
    compare() {
      const counts = { same: 0, here: 0, there: 0, both: 0 }
      const notes: PaperId[] = []
      for (const paper of new Set([...brought.keys(), ...shared.papers()])) {
        const { forThem, forUs, note } = compareMarks(brought.get(paper) ?? NOTHING_KEPT, shared.read(paper))
        if (note) notes.push(paper)
        if (forThem.size === 0) counts[forUs.size === 0 ? 'same' : 'there'] += 1
        else counts[forUs.size === 0 ? 'here' : 'both'] += 1
      }
      return { ...counts, notes: notes.slice(0, SHOWN_NOTES), noteCount: notes.length }
    },
    joinSome() {
      doc.transact(() => {
        let left = JOINED_AT_ONCE
        for (const [paper, ours] of brought) {
          if ((left -= 1) < 0) break
          join(paper, ours)
          brought.delete(paper)
          met?.add(paper)
        }
      }, LOCAL)
      const isDone = brought.size === 0
      if (isDone && met) {
        for (const paper of shared.papers()) if (!met.has(paper)) handing.expect(paper, shared.keysOf(paper))
        met = null
      }
      onChange()
      return !isDone
    },
    taken(batch) {
      bases.taken(batch)
      handing.taken()
      onChange()
    },
    waiting: () => changedHere.size,
    exchanged: () => changedHere.clear(),
    unhanded: handing.left,
    stop() {
      handing.stop()
      doc.off('afterTransaction', onTransaction)
    },
  }
}

const SHOWN_NOTES = 8
