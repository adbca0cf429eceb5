import { STATUSES, type Status } from '../../model/mark/mark.ts'

/** Words of users and other programs for a status, in lower case, without blanks, hyphens and apostrophes. */
const WORDS: Readonly<Record<Status, string>> = {
  unread: 'unread new notread notstarted 未读 ungelesen nonlu noleído 0 no false',
  'to-read': 'toread todo wanttoread wishlist queued queue planned later backlog 待读 想读 zulesen àlire porleer',
  reading:
    'reading inprogress started current currentlyreading skimmed skimming doing now 在读 阅读中 inarbeit encours leyendo',
  read: 'read done finished complete completed archive archived 已读 读完 gelesen lu leído 1 yes true x ✓ ✔ ✅',
  skipped: 'skipped skip abandoned dropped rejected ignored wontread notreading cancelled canceled 跳过 übersprungen',
}

const BY_WORD: ReadonlyMap<string, Status> = new Map(
  STATUSES.flatMap((status) => WORDS[status].split(' ').map((word) => [word, status] as const)),
)

/** The status that a word, or the day of reading, stands for. Undefined for any other word. */
export const readStatus = (word: string): Status | undefined =>
  BY_WORD.get(word.toLowerCase().replace(/[\s_'’-]/g, '')) ?? (DAY.test(word) ? 'read' : readShare(word))

/** How much of a paper was read: "0.35", "35%", "100%". */
function readShare(word: string): Status | undefined {
  const [, number, percent] = /^\s*(\d{1,3}(?:\.\d{1,10})?)\s*(%?)\s*$/.exec(word) ?? []
  const share = Number(number) / (percent ? 100 : 1)
  if (number === undefined || share > 1 || (!percent && !number.includes('.'))) return undefined
  return share === 0 ? 'unread' : share === 1 ? 'read' : 'reading'
}

/** A day in place of a status is the day on which the paper was read. */
const DAY = /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b/

/** Whether a yes-or-no cell says yes. */
export const readYes = (word: string): boolean =>
  /^(?:1|y|yes|true|x|★|⭐|✓|✔|✅|starred|favou?rite|relevant|ja|oui|sí|是)$/iu.test(word.trim())
