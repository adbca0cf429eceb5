import { UNMARKED, type Mark, type Status } from '../../../model/mark/mark.ts'

/** What a task box says of a paper. */
export type Box = Pick<Mark, 'status' | 'starred'>

/** The signs in the boxes of Obsidian, and the words of Logseq. */
const STATUS_OF: Readonly<Record<string, Status>> = {
  true: 'read',
  DONE: 'read',
  '/': 'reading',
  '~': 'reading',
  DOING: 'reading',
  '>': 'to-read',
  '<': 'to-read',
  TODO: 'to-read',
  LATER: 'to-read',
  WAITING: 'to-read',
  '-': 'skipped',
  CANCELED: 'skipped',
  CANCELLED: 'skipped',
}

/** Reads a box by its sign, or by whether it is ticked: "true" or "false". */
export const readBox = (sign: string): Box => ({
  status: STATUS_OF[sign] ?? UNMARKED.status,
  starred: sign === '!' || sign === '*',
})
