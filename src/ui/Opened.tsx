import { useEffect } from 'react'
import { takeShared } from '../storage/shared.ts'
import { useDialogs } from './dialogs.ts'
import { tell } from './told.ts'

// File handling, which not every browser has and TypeScript does not know.
type Launch = { readonly files: readonly FileSystemFileHandle[] }
type LaunchQueue = { setConsumer(consumer: (launch: Launch) => void): void }

/** Takes files that the installed app was opened with, and what another app shared with it. Shows nothing itself. */
export function Opened() {
  const { show } = useDialogs()
  useEffect(() => {
    const take = (files: readonly File[]) => files.length > 0 && show('import', files)
    const fail = () => tell('The files could not be read', true)
    const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue }
    launchQueue?.setConsumer(({ files }) => {
      Promise.all(files.map((file) => file.getFile())).then(take, fail)
    })
    takeShared().then((shared) => (shared === 'failed' ? fail() : take(shared)), fail)
    // oxlint-disable-next-line react/exhaustive-deps -- there is one queue, and what is in it comes once
  }, [])
  return null
}
