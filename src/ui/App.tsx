import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { STATUS_LABELS, type Status } from '../model/mark.ts'
import { useFound, useStores, useViewing } from '../store/hooks.ts'
import { preloadMenu } from '../table/PaperMenu.tsx'
import { Table } from '../table/Table.tsx'
import { Bar } from './Bar.tsx'
import { Boundary } from '../table/Boundary.tsx'
import type { Scene } from './scene.ts'
import { DialogsContext, NO_FILES, type Dialogs } from './dialogs.ts'
import { useDrop } from './drop.ts'
import { run, useKeys } from './running.ts'
import { useMedia } from './media.ts'
import { useSettled } from './settled.ts'
import { tellUndo } from './undoing.ts'
import styles from './App.module.css'

const ROW_HEIGHT_PX = { roomy: 64, dense: 36, card: 98 }

const loadPaper = () => import('./OpenPaper.tsx')
const OpenPaper = lazy(async () => ({ default: (await loadPaper()).OpenPaper }))
const Above = lazy(async () => ({ default: (await import('./settledParts.ts')).Above }))
const Below = lazy(async () => ({ default: (await import('./settledParts.ts')).Below }))
const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }))
const loadDialogs = () => import('./DialogShown.tsx')
const DialogShown = lazy(async () => ({ default: (await loadDialogs()).DialogShown }))
const Facets = lazy(async () => ({ default: (await import('./settledParts.ts')).Facets }))
const Notices = lazy(async () => ({ default: (await import('./settledParts.ts')).Notices }))
const Opened = lazy(async () => ({ default: (await import('./Opened.tsx')).Opened }))
const Safety = lazy(async () => ({ default: (await import('./Safety.tsx')).Safety }))
const SafetyNotice = lazy(async () => ({ default: (await import('./Safety.tsx')).SafetyNotice }))
const Views = lazy(async () => ({ default: (await import('./settledParts.ts')).Views }))

/** What the first rows do not need is fetched when they have long been there. */
const PRELOAD_DELAY_MS = 1000

/** A part of the page that is fetched for itself; where that fails, the rest of the page goes on without it. */
const onDemand = (part: ReactNode) => (
  <Boundary fallback={null}>
    <Suspense>{part}</Suspense>
  </Boundary>
)

export function App() {
  const stores = useStores()
  const [isSettled, setSettled] = useState(false)
  const [{ shown, files }, setShown] = useState<Pick<Dialogs, 'shown' | 'files'>>({ shown: null, files: NO_FILES })
  const next = useRef(shown)
  const dialogs: Dialogs = useMemo(
    () => ({
      shown,
      files,
      show: (shown, files = NO_FILES) => {
        next.current = shown
        setShown({ shown, files })
      },
      now: () => next.current,
    }),
    [shown, files],
  )
  const scene: Scene = useMemo(() => ({ ...stores, dialogs }), [stores, dialogs])
  useKeys(scene)
  useDrop(dialogs.show)
  useEffect(() => {
    const idle = setTimeout(() => {
      preloadMenu()
      for (const load of [loadPaper, loadDialogs]) load().catch(() => {})
      setSettled(true)
    }, PRELOAD_DELAY_MS)
    return () => clearTimeout(idle)
  }, [])

  const hasRows = useSettled()
  const { isLoaded } = useFound()
  const isPhone = useMedia('(max-width: 720px)')
  const hasRoomForFacets = useMedia('(min-width: 1100px)')
  const hasPaper = useViewing(({ view }) => view.paper !== null)
  const isDense = useViewing(({ view }) => view.columns.dense)
  const onSwiped = useCallback((status: Status) => tellUndo(`Marked as ${STATUS_LABELS[status]}`, stores), [stores])
  const onClose = useCallback(() => void run('close', scene), [scene])
  const rowHeight = isPhone ? ROW_HEIGHT_PX.card : isDense ? ROW_HEIGHT_PX.dense : ROW_HEIGHT_PX.roomy
  const later = (part: ReactNode) => isSettled && onDemand(part)
  const safety = later(<Safety />)

  return (
    <DialogsContext value={dialogs}>
      <div
        className={styles['app']}
        // The last visit's rows are there to be seen until the marks are.
        inert={!isLoaded}
        data-facets={hasRoomForFacets || undefined}
        data-paper={(hasPaper && !isPhone) || undefined}
      >
        <Bar scene={scene} hasFilters={!hasRoomForFacets} />
        {hasRoomForFacets && (
          <aside className={styles['facets']} aria-label="Views and filters">
            {hasRows && onDemand(<Views />)}
            {hasRows && onDemand(<Facets />)}
            {safety}
          </aside>
        )}
        <main className={styles['main']}>
          {hasRows && onDemand(<Notices />)}
          {hasRows && onDemand(<Above />)}
          <div className={styles['list']}>
            <Table rowHeight={rowHeight} givesWay={hasPaper && !isPhone} onSwiped={onSwiped} />
            {hasRows && onDemand(<Below scene={scene} />)}
          </div>
          {/* Nobody is in a hurry for it, so it moves no line. */}
          {later(<SafetyNotice />)}
        </main>
        {hasPaper && (
          <Boundary fallback={<section role="alert">The paper could not be shown. A reload may help.</section>}>
            <Suspense>
              <OpenPaper asSheet={isPhone} onClose={onClose} />
            </Suspense>
          </Boundary>
        )}
      </div>
      {shown === 'facets' &&
        onDemand(
          <Dialog label="Filters" side>
            <Views onShown={() => dialogs.show(null)} />
            <Facets />
            {safety}
          </Dialog>,
        )}
      {later(<Opened />)}
      <Boundary key={shown} fallback={null}>
        <Suspense>{shown && shown !== 'facets' && <DialogShown name={shown} scene={scene} files={files} />}</Suspense>
      </Boundary>
    </DialogsContext>
  )
}
