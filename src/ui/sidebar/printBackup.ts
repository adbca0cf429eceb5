import { printCount } from '../../model/numberFormat.ts'
import type { Backups, FileState } from '../../store/files/backups.ts'
import { formatRelativeTime } from '../controls/relativeTime.ts'

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** The last backup, or the file that is kept, and what has changed since. */
export function printBackup({ at, changed, file }: Pick<Backups, 'at' | 'changed' | 'file'>): string {
  const last = file ? printFile(file) : `Last backup: ${at === null ? 'never' : day.format(at)}`
  return changed > 0 ? `${last} · ${printCount(changed, 'paper')} changed since` : last
}

function printFile({ name, at, state, reason }: FileState): string {
  if (state === 'failed') return `Not kept in ${name}: ${reason ?? 'it could not be written'}`
  return at === null ? `To be kept in ${name}` : `Kept in ${name}, ${formatRelativeTime(at)}`
}
