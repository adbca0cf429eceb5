import { useLayoutEffect, useRef } from 'react'
import { copyText } from '../../storage/browser/clipboard.ts'
import { showToast } from '../../store/toasts.ts'
import { bookmarkAddress } from './sendPage.ts'
import styles from './AddDialog.module.css'

/** Offers a bookmark that sends the page of a paper to the app: not every browser can share with it. */
export function Bookmark() {
  const link = useRef<HTMLAnchorElement>(null)
  const address = bookmarkAddress(new URL('./', document.baseURI).href)
  // React refuses such an address, and the policy of the page does not let it run here. A bookmark may have it.
  useLayoutEffect(() => link.current?.setAttribute('href', address), [address])
  const onCopy = () =>
    copyText(Promise.resolve(address)).then(
      () => showToast('Copied: paste it as the address of a bookmark'),
      () => showToast('The browser does not allow copying', true),
    )
  return (
    <p className={styles['bookmark']}>
      To add from the page of a paper, drag{' '}
      {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a link, whose address is set above */}
      <a
        ref={link}
        draggable
        title="Drag it to the bookmarks bar. There it adds the paper whose page is open; here it does nothing."
        onClick={(event) => {
          event.preventDefault()
          showToast('Drag it to the bookmarks bar, and press it there')
        }}
      >
        Add to Offprint
      </a>{' '}
      to the bookmarks bar.{' '}
      <button type="button" className="button" data-plain onClick={() => void onCopy()}>
        Copy the bookmark
      </button>
    </p>
  )
}
