import { STATUSES, type Status } from '../../model/mark/mark.ts'

/** Words of users and other programs for a status, in lower case, without blanks, hyphens and apostrophes. */
const WORDS: Readonly<Record<Status, string>> = {
  unread: 'unread new notread 未读 ungelesen nonlu noleído 0 no false',
  'to-read': 'toread todo wanttoread wishlist queued queue planned later backlog 待读 想读 zulesen àlire porleer',
  reading: 'reading inprogress started current currentlyreading skimmed skimming 在读 阅读中 inarbeit encours leyendo',
  read: 'read done finished complete completed 已读 读完 gelesen lu leído 1 yes true x ✓ ✔ ✅',
  skipped: 'skipped skip abandoned dropped rejected ignored wontread 跳过 übersprungen',
}

const BY_WORD: ReadonlyMap<string, Status> = new Map(
  STATUSES.flatMap((status) => WORDS[status].split(' ').map((word) => [word, status] as const)),
)

/** The status that a word stands for. Undefined for any other word. */
export const readStatus = (word: string): Status | undefined => BY_WORD.get(word.toLowerCase().replace(/[\s_'’-]/g, ''))

/** Whether a yes-or-no cell says yes. */
export const readYes = (word: string): boolean =>
  /^(?:1|y|yes|true|x|★|⭐|✓|✔|✅|starred|favou?rite|relevant|ja|oui|sí|是)$/iu.test(word.trim())
