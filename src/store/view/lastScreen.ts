import type { StoreApi } from 'zustand/vanilla'
import type { Answer } from '../../engine/question.ts'
import { isPaper, type Listed } from '../../engine/facets/groupRows.ts'
import { setAside } from '../../model/mark/clockSkew.ts'
import { fromPlain, toPlain, type KeptMark, type Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isNoteCell } from '../../model/mark/noteVersions.ts'
import type { View } from '../../model/query/view.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'
import type { Answers } from './answers.ts'
import type { Library } from '../library/library.ts'
import type { ViewStore } from './viewStore.ts'

/** The rows that the list showed when the page was left, which the next visit shows before anything else is loaded. */
export type Last = { readonly answer: Answer; readonly marks: Marks }

type Saved = {
  readonly format: typeof FORMAT
  readonly question: string
  readonly total: number
  readonly all: number
  /** The first rows; with groups also their headers. */
  readonly rows: readonly Listed[]
  /** The number of rows, where it is more than the papers. */
  readonly extent?: number
  /** Those of the rows in Up next, where any has one. */
  readonly positions?: readonly number[]
  readonly marks: readonly (readonly [PaperId, unknown])[]
  /** The keys of the notes, where there are any: they name columns. */
  readonly keys?: Answer['keys']
}

const FORMAT = 1
/** More rows than a tall window has, and few enough to be parsed in a millisecond. */
const MAX_ROWS = 40
/** Longer notes are left out with all their earlier versions. The full note follows soon. */
const MAX_NOTE_LETTERS = 1000

const questionOf = ({ text, sort, group }: View) => JSON.stringify(group ? [text, sort, group] : [text, sort])

/** The last screen, if it answers the view; null where there is none or it cannot be read. */
export function readLast(setting: Setting, view: View): Last | null {
  try {
    const saved = JSON.parse(setting.read() ?? 'null') as Saved | null
    if (saved?.format !== FORMAT || saved.question !== questionOf(view)) return null
    const { total, all, rows: lines, extent = total, positions = [] } = saved
    const marks = saved.marks.flatMap(([id, plain]) => {
      const kept = fromPlain(plain)
      return kept ? [[id, setAside(kept, Date.now())] as const] : []
    })
    const nothing = {
      facets: [],
      keys: saved.keys ?? [],
      paper: null,
      asked: null,
      likely: null,
      found: -1,
      gone: [],
      isOutdated: false,
      instead: [],
      words: [],
      problems: [],
      looking: false,
    }
    const rows = lines.filter(isPaper)
    const answer: Answer = { revision: 0, from: 0, lines, rows, positions, extent, total, all, ...nothing }
    return { answer, marks: new Map(marks) }
  } catch {
    return null
  }
}

type Stores = {
  readonly answers: StoreApi<Answers>
  readonly viewing: StoreApi<ViewStore>
  readonly library: StoreApi<Library>
}

/** Remembers the first rows of every answer. The returned function saves them when the page is left. */
export function saveLastScreen(setting: Setting, { answers, viewing, library }: Stores): () => void {
  let top: { readonly answer: Answer; readonly question: string } | null = null
  answers.subscribe(({ answer, opened }) => {
    if (opened && answer?.from === 0) top = { answer, question: questionOf(viewing.getState().view) }
  })
  return () => {
    // A view that was left before its answer came has nothing to show.
    if (!top || top.question !== questionOf(viewing.getState().view)) return
    const { total, all, extent, keys } = top.answer
    const rows = top.answer.lines.slice(0, MAX_ROWS)
    const positions = top.answer.positions.slice(0, MAX_ROWS)
    const { marks } = library.getState()
    const saved: Saved = {
      format: FORMAT,
      question: top.question,
      total,
      all,
      rows,
      ...(extent === total ? {} : { extent }),
      ...(positions.some(Boolean) && { positions }),
      ...(keys.length > 0 && { keys }),
      marks: rows.filter(isPaper).flatMap(({ id }) => {
        const kept = marks.get(id)
        return kept ? [[id, toPlain(withoutLongNotes(kept))] as const] : []
      }),
    }
    setting.write(JSON.stringify(saved))
  }
}

/** Cells are left out but never shortened: they must merge with the rest unchanged. */
const withoutLongNotes = (kept: KeptMark): KeptMark => {
  const letters = [...kept].reduce((sum, [cell, [value]]) => sum + (isNoteCell(cell) ? String(value).length : 0), 0)
  return letters > MAX_NOTE_LETTERS ? new Map([...kept].filter(([cell]) => !isNoteCell(cell))) : kept
}
