import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useAnswers, useLoadReport, useScreen, useStores, useView } from '../store/hooks.ts'
import { preloadMenu } from '../widgets/PaperMenu.tsx'
import { Table } from '../table/Table.tsx'
import { AboveList } from './list/AboveList.tsx'
import { TopBar } from './TopBar.tsx'
import { BelowList } from './list/BelowList.tsx'
import { ErrorBoundary } from '../widgets/ErrorBoundary.tsx'
import { runCommand } from './commands/commands.ts'
import { Dialog } from './dialog/Dialog.tsx'
import { DialogHost } from './dialog/DialogHost.tsx'
import { Facets } from './sidebar/Facets.tsx'
import { Notices } from './notices/Notices.tsx'
import { PaperPanel } from './paper/PaperPanel.tsx'
import { useKeys } from './commands/keyboard.ts'
import { createQueue } from './commands/taskQueue.ts'
import type { Scene } from './commands/actions.ts'
import { useDrop } from './import/useFileDrop.ts'
import { useAddLink } from './add/useAddLink.ts'
import { HAS_ROOM_FOR_FACETS, useMediaQuery } from './controls/useMediaQuery.ts'
import { Views } from './sidebar/Views.tsx'
import { lazyNamed, OnDemand } from '../widgets/OnDemand.tsx'
import styles from './App.module.css'

const ROW_HEIGHT_PX = { roomy: 64, dense: 36, card: 98 }

const LaunchFiles = lazyNamed(() => import('./import/LaunchFiles.tsx'), 'LaunchFiles')
const BackupStatus = lazyNamed(() => import('./sidebar/BackupStatus.tsx'), 'BackupStatus')
const SafetyNotice = lazyNamed(() => import('./sidebar/BackupStatus.tsx'), 'SafetyNotice')

/** Parts that no action of the user waits for are loaded after this: the state of backups, and files from other apps. */
const LATER_MS = 1000

export function App() {
  const stores = useStores()
  const [isSettled, setSettled] = useState(false)
  const dialog = useScreen(({ dialog }) => dialog)
  const files = useScreen(({ files }) => files)
  const { show } = stores.screen.getState()
  const [queue] = useState(createQueue)
  const scene: Scene = useMemo(() => ({ ...stores, queue }), [stores, queue])
  useKeys(scene)
  useDrop(show)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), LATER_MS)
    return () => clearTimeout(timer)
  }, [])

  const hasRows = useAnswers(({ answer }) => answer !== null)
  useEffect(() => {
    if (!hasRows) return undefined
    // The rows are painted first.
    const timer = setTimeout(preloadMenu)
    return () => clearTimeout(timer)
  }, [hasRows])
  const { isLoaded } = useLoadReport()
  useAddLink(show, isLoaded)
  const isPhone = useMediaQuery('(max-width: 720px)')
  const hasRoomForFacets = useMediaQuery(HAS_ROOM_FOR_FACETS)
  const hasPaper = useView(({ view }) => view.paper !== null)
  const isDense = useView(({ view }) => view.columns.dense)
  const onClose = useCallback(() => runCommand('close', scene), [scene])
  const rowHeight = isPhone ? ROW_HEIGHT_PX.card : isDense ? ROW_HEIGHT_PX.dense : ROW_HEIGHT_PX.roomy
  const later = (part: ReactNode) => isSettled && <OnDemand>{part}</OnDemand>
  const safety = later(<BackupStatus />)

  return (
    <>
      <div
        className={styles['app']}
        // There is nothing to act on before the marks are there.
        inert={!isLoaded}
        data-facets={hasRoomForFacets || undefined}
        data-paper={(hasPaper && !isPhone) || undefined}
      >
        <TopBar scene={scene} hasFilters={!hasRoomForFacets} />
        {hasRoomForFacets && (
          <aside className={styles['facets']} aria-label="Views and filters">
            <Views />
            <Facets />
            {safety}
          </aside>
        )}
        <main className={styles['main']}>
          <p className={styles['onPaper']}>
            These are the papers on the screen. To print all of them, choose Export, then “Print the list…”.
          </p>
          <Notices />
          <AboveList />
          <div className={styles['list']}>
            <Table rowHeight={rowHeight} givesWay={hasPaper && !isPhone} />
            <BelowList scene={scene} />
          </div>
          {/* Nobody is in a hurry for it, so it moves no line. */}
          {later(<SafetyNotice />)}
        </main>
        {hasPaper && (
          <ErrorBoundary
            fallback={<section role="alert">The paper could not be shown. Reload the page to try again.</section>}
          >
            <PaperPanel asSheet={isPhone} onClose={onClose} />
          </ErrorBoundary>
        )}
      </div>
      {dialog === 'facets' && (
        <Dialog label="Filters" side>
          <Views onShown={() => show(null)} />
          <Facets />
          {safety}
        </Dialog>
      )}
      {later(<LaunchFiles />)}
      <OnDemand key={dialog}>
        {dialog && dialog !== 'facets' && <DialogHost name={dialog} scene={scene} files={files} />}
      </OnDemand>
    </>
  )
}
