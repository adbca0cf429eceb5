import type { Papers } from '../../engine/question.ts'
import type { Entry } from '../../formats/entry/entry.ts'
import { EXPORT_FORMATS, toEntry, type ExportName } from '../../formats/exportFormats.ts'
import { createPrinter, type Printer } from '../../formats/workers/printer.ts'
import { isUnmarked, toMark } from '../../model/mark/mark.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { download } from '../../storage/browser/files.ts'
import type { Answers } from '../view/answers.ts'
import { day } from '../../model/time/day.ts'

export type Export = {
  readonly format: ExportName
  readonly of: Papers
  /** Whether status, star, tags and notes are included, where the format leaves the choice. */
  readonly withMarks: boolean
}

type Outside = {
  readonly papers: Answers['wholePapers']
  readonly marks: Marks
  readonly printer?: Printer
  readonly save?: (name: string, content: Blob, type: string) => void
  readonly now?: () => number
}

/** Downloads papers as a file, and returns its name and their number. Rejects where that fails. */
export async function exportPapers(
  { format, of, withMarks }: Export,
  { papers, marks, printer = createPrinter(), save = download, now = Date.now }: Outside,
): Promise<{ readonly name: string; readonly papers: number }> {
  const { extension, marks: says } = EXPORT_FORMATS[format]
  const saysMarks = says === 'always' || (says === 'asked' && withMarks)
  let count = 0
  let lists: readonly string[] | null = null
  try {
    await papers(of, (some) => {
      count += some.length
      for (const paper of some) lists = lists?.filter((list) => paper.lists.includes(list)) ?? paper.lists
      printer.take(toEntries(some, saysMarks ? marks : NO_MARKS))
    })
  } catch (error) {
    printer.stop()
    throw error
  }
  // Papers of one list keep its name.
  const content = await printer.print(format, (lists as readonly string[] | null)?.[0] ?? 'Reading list')
  const name = `offprint-${day(now())}.${extension}`
  save(name, content, content.type)
  return { name, papers: count }
}

const NO_MARKS: Marks = new Map()

/** Papers as entries, with their marks. */
export const toEntries = (papers: readonly Paper[], marks: Marks): readonly Entry[] =>
  papers.map((paper) => {
    const mark = toMark(marks.get(paper.id))
    return toEntry(paper, isUnmarked(mark) ? null : mark)
  })
