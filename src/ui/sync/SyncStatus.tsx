import type { ChangeEvent } from 'react'
import type { SyncStore } from '../../store/sync/syncStore.ts'
import type { SyncTarget } from '../../sync/messages.ts'
import { formatDuration } from '../controls/relativeTime.ts'
import { printSyncState } from './printSyncState.ts'
import styles from './SyncDialog.module.css'

type Props = { readonly syncing: SyncStore; readonly way: SyncTarget }

/** How sync stands while it is on, and what can be done. */
export function SyncStatus({ syncing, way }: Props) {
  const { progress, failure, isElsewhere, switchOff, exchange, allowFolder } = syncing
  const isByHand = way.kind === 'folder' && way.folder === null
  const isJoining = progress?.phase === 'joining' && progress.total > 0
  const isOver = failure !== null || progress?.phase === 'broken'
  const problem = failure ?? progress?.problem
  const isBegun = progress !== null && ['running', 'broken'].includes(progress.phase)
  return (
    <>
      <p className={styles['intro']}>{tellWay(way)}</p>
      <p role="status">{printSyncState(syncing)}</p>
      {isJoining && (
        <progress className={styles['bar']} aria-label="Joining" value={progress.done} max={progress.total} />
      )}
      {isElsewhere && <p>Another tab of Offprint syncs now.</p>}
      {problem && (
        <div role="alert" className={styles['problem']}>
          <p>{problem}</p>
          <p>What you write is still saved here.</p>
        </div>
      )}
      {syncing.ahead !== null && (
        <p>
          Of two changes to one thing the later stays, by the clocks of the devices. Another device’s is ahead of this
          one’s by {formatDuration(syncing.ahead)}: what it wrote shows here, and gives way to what you write. Set the
          wrong one right; until then that device goes on showing its own.
        </p>
      )}
      {syncing.isDoubted && (
        <p>
          Another device found this one’s clock ahead of its own by more than a day. It shows what you write here, but
          what is written there counts as later. Set the wrong clock right.
        </p>
      )}
      {syncing.leftOut.length > 0 && (
        <p>Too large to go along, and only here: {syncing.leftOut.map((title) => `“${title}”`).join(', ')}.</p>
      )}
      {isByHand && <ByHand syncing={syncing} />}
      <p className={styles['end']}>
        {way.kind === 'folder' && way.folder && problem && (
          <button type="button" className="button" onClick={() => void allowFolder()}>
            Allow the folder again
          </button>
        )}
        <button type="button" className="button" onClick={() => void switchOff()}>
          {isBegun || isOver ? 'Switch off' : 'Cancel'}
        </button>
        {!isByHand && (
          <button type="button" className="button" onClick={exchange} disabled={isElsewhere && !isOver}>
            {isOver ? 'Try again' : 'Exchange now'}
          </button>
        )}
      </p>
      <p className={styles['quiet']}>
        Switched off, everything stays here as it is, and with the others as they have it.
      </p>
    </>
  )
}

function tellWay(way: SyncTarget): string {
  if (way.kind === 'server') return `By the server ${way.url}.`
  const locked = way.key
    ? 'Its files are locked with your passphrase.'
    : 'Whoever can read its files can read your notes.'
  return way.folder ? `By the folder “${way.folder.name}”. ${locked}` : `By files that you save and load. ${locked}`
}

function ByHand({ syncing: { isElsewhere, save, load } }: { readonly syncing: SyncStore }) {
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    target.value = ''
    if (files.length > 0) load(files)
  }
  return (
    <>
      <p>
        Load what your other devices saved, then save what this one has where they find it. On the first of them there
        is nothing to load yet.
      </p>
      <p className={styles['hand']}>
        <label className="button">
          Load changes
          <input
            type="file"
            multiple
            className="hidden"
            accept=".offprint"
            onChange={onChange}
            disabled={isElsewhere}
          />
        </label>
        <button type="button" className="button" data-main onClick={save} disabled={isElsewhere}>
          Save changes
        </button>
      </p>
    </>
  )
}
