import { useEffect } from 'react'
import { takeSharedItem } from '../../storage/browser/shareTarget.ts'
import { showToast } from '../../store/toasts.ts'
import { useStores } from '../../store/hooks.ts'
import { openPasted } from '../add/openPasted.ts'

// The File Handling API, which some browsers lack and TypeScript does not declare.
type Launch = { readonly files: readonly FileSystemFileHandle[] }
type LaunchQueue = { setConsumer(consumer: (launch: Launch) => void): void }

/** Imports files that the installed app was launched with, and items shared by other apps. */
export function LaunchFiles() {
  const { show } = useStores().screen.getState()
  useEffect(() => {
    const take = (files: readonly File[]) => files.length > 0 && show('import', files)
    const fail = () => showToast('The files could not be read', true)
    const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue }
    launchQueue?.setConsumer(({ files }) => {
      Promise.all(files.map((file) => file.getFile())).then(take, fail)
    })
    takeSharedItem()
      .then((shared) => {
        if (shared === 'failed') fail()
        else if (shared === 'too-large')
          showToast('Too much was shared at once: at most 20 files of 50 MB together', true)
        else if (shared.files.length === 0 && shared.text !== '') return openPasted(shared.text, show)
        else take([...shared.files, ...(shared.text === '' ? [] : [new File([shared.text], 'Shared text')])])
        return undefined
      })
      .catch(fail)
    // oxlint-disable-next-line react/exhaustive-deps -- one queue, each item of which arrives once
  }, [])
  return null
}
