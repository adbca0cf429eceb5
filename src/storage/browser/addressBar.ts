/** Browsers refuse more than some 200 history updates in half a minute, which a fast typist reaches. */
const REPLACE_DELAY_MS = 200

/** The query string of the page, in the history of the browser. */
export function openAddressBar() {
  let late: { readonly search: string; readonly timer: ReturnType<typeof setTimeout> } | null = null
  let writtenAt = -Infinity

  // What a link asks to be added stays until it is taken.
  const href = (search: string) => (search ? `?${search}` : location.pathname) + (isAddLink() ? location.hash : '')
  const settle = () => {
    if (!late) return
    clearTimeout(late.timer)
    history.replaceState(null, '', href(late.search))
    writtenAt = performance.now()
    late = null
  }
  // A reload in the middle of a word then shows the word.
  addEventListener('pagehide', settle)

  return {
    read: () => location.search.slice(1),
    write(search: string, how: 'push' | 'replace') {
      if (how === 'replace') {
        if (late) clearTimeout(late.timer)
        late = { search, timer: setTimeout(settle, REPLACE_DELAY_MS) }
        if (performance.now() - writtenAt > REPLACE_DELAY_MS) settle()
      } else {
        settle()
        history.pushState(null, '', href(search))
        writtenAt = performance.now()
      }
    },
    onChange(listener: () => void) {
      addEventListener('popstate', () => {
        // A pending update belonged to the entry that was left.
        if (late) clearTimeout(late.timer)
        late = null
        listener()
      })
    },
  }
}

const ADD = '#add'
const isAddLink = () => location.hash === ADD || location.hash.startsWith(`${ADD}?`)

/** Takes from the address what a link of the form `#add?…` asks to be added, as a query string; null without one. */
export function takeAddLink(): string | null {
  if (!isAddLink()) return null
  const asked = location.hash.slice(ADD.length + 1)
  history.replaceState(history.state, '', location.pathname + location.search)
  return asked
}
