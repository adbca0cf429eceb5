import { printCount } from '../../model/numberFormat.ts'
import type { Backups, FileState } from '../../store/files/backups.ts'
import { formatRelativeTime } from '../controls/relativeTime.ts'

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** The last backup, or the file that is kept, and what has changed since. */
export function printBackup(backups: Pick<Backups, 'at' | 'changed' | 'hasNewRecords' | 'file'>): string {
  const { at, file } = backups
  const last = file ? printFile(file) : `Last backup: ${at === null ? 'never' : day.format(at)}`
  const changed = printChanged(backups)
  return changed ? `${last} · ${changed} changed since` : last
}

/** What has changed since the last backup; null for nothing. */
export function printChanged({ changed, hasNewRecords }: Pick<Backups, 'changed' | 'hasNewRecords'>): string | null {
  if (changed > 0) return printCount(changed, 'paper')
  return hasNewRecords ? 'your lists or settings' : null
}

function printFile({ name, at, state, reason }: FileState): string {
  if (state === 'failed') return `Not kept in ${name}: ${reason ?? 'it could not be written'}`
  return at === null ? `To be kept in ${name}` : `Kept in ${name}, ${formatRelativeTime(at)}`
}
