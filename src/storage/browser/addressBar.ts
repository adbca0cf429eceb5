/** Browsers refuse more than some 200 address changes in half a minute; a fast typist makes as many. */
const REPLACE_DELAY_MS = 200

/** The query part of the page's address, in the browser's history. */
export function openAddressBar() {
  let late: { readonly search: string; readonly timer: ReturnType<typeof setTimeout> } | null = null

  const href = (search: string) => (search ? `?${search}` : location.pathname)
  const settle = () => {
    if (!late) return
    clearTimeout(late.timer)
    history.replaceState(null, '', href(late.search))
    late = null
  }
  // So that a reload in the middle of a word shows the word.
  addEventListener('pagehide', settle)

  return {
    read: () => location.search.slice(1),
    write(search: string, how: 'push' | 'replace') {
      if (how === 'replace') {
        if (late) clearTimeout(late.timer)
        late = { search, timer: setTimeout(settle, REPLACE_DELAY_MS) }
      } else {
        settle()
        history.pushState(null, '', href(search))
      }
    },
    onChange(listener: () => void) {
      addEventListener('popstate', () => {
        // What was still to be written belonged to the step that was left.
        if (late) clearTimeout(late.timer)
        late = null
        listener()
      })
    },
  }
}
