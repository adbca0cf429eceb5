import { printCount, printNumber } from '../../model/numberFormat.ts'
import type { SyncStore } from '../../store/sync/syncStore.ts'
import { formatRelativeTime, formatDuration } from '../controls/relativeTime.ts'

/** How sync stands, in a line; what is wrong is said beside it. */
export function printSyncState({
  way,
  progress,
  comparison,
  isElsewhere,
  ahead,
  isDoubted,
  failure,
}: SyncStore): string {
  if (!way) return 'Off'
  if (failure !== null || progress?.phase === 'broken') return 'Stopped'
  if (!progress) return isElsewhere ? 'Waiting for another tab' : 'Opening…'
  if (comparison || progress.phase === 'asking') return 'Waits for you'
  if (progress.phase === 'joining')
    return `Joining, ${printNumber(progress.done)} of ${printCount(progress.total, 'paper')}`
  const { waiting, coming, exchangedAt, isConnected } = progress
  const parts = [
    exchangedAt === null
      ? isConnected
        ? 'Nothing exchanged yet'
        : 'Not connected'
      : `Exchanged ${formatRelativeTime(exchangedAt)}`,
    ...(waiting > 0 ? [`${printCount(waiting, 'paper')} to go`] : []),
    ...(coming > 0 ? [`${printCount(coming, 'paper')} to come`] : []),
    ...(ahead === null ? [] : [`another device's clock is ${formatDuration(ahead)} ahead`]),
    ...(isDoubted ? ['this clock or another is wrong'] : []),
    ...(exchangedAt !== null && !isConnected ? ['not connected now'] : []),
  ]
  return parts.join(' · ')
}
