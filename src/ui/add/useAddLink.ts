import { useEffect } from 'react'
import { takeAddLink } from '../../storage/browser/addressBar.ts'
import type { Screen } from '../../store/screen.ts'

/** Opens what a link of the form `#add?…` asks for, once the app `isReady` and while it is open. It adds nothing. */
export function useAddLink(show: Screen['show'], isReady: boolean) {
  useEffect(() => {
    if (!isReady) return undefined
    const take = async () => {
      const asked = takeAddLink()
      if (asked === null) return
      const { readPage } = await import('../../formats/pasted/readPage.ts')
      const paper = readPage(asked)
      if (paper) show('add', [], { text: paper.links[0]?.url ?? paper.title, paper })
      else show('add')
    }
    const onChange = () => void take()
    onChange()
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [show, isReady])
}
