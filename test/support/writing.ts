/** What a user does to one paper: a series of small edits with a known state after each. */

export const STATUSES = ['Unread', 'To read', 'Reading', 'Read', 'Skipped'] as const

export type Written = { readonly note: string; readonly starred: boolean; readonly status: string }

/**
 * The edit with this number: a letter, the star, or the key of a status. Letters come between, so that no two states
 * are equal.
 */
export type Edit = { readonly letter: string } | { readonly star: true } | { readonly status: number }

export function editOf(number: number): Edit {
  if (number % 10 === 5) return { star: true }
  if (number % 10 === 0) return { status: (number / 10) % STATUSES.length }
  return { letter: number % 10 === 1 ? ` ${number} ` : 'abcdefghij'[number % 10]! }
}

export function after({ note, starred, status }: Written, number: number): Written {
  const edit = editOf(number)
  if ('letter' in edit) return { note: note + edit.letter, starred, status }
  return 'star' in edit ? { note, starred: !starred, status } : { note, starred, status: STATUSES[edit.status]! }
}

/**
 * The number of edits from `before` to the state of the paper; null where no number leads there. Each edit is there
 * whole or not at all.
 */
export function editsBetween(before: Written, found: Written, most: number): number | null {
  let state = before
  let last: number | null = null
  for (let number = 0; number <= most; number += 1) {
    if (number > 0) state = after(state, number)
    if (state.note.length > found.note.length) break
    if (state.note === found.note && state.starred === found.starred && state.status === found.status) last = number
  }
  return last
}

type Orders = {
  readonly edits: readonly Edit[]
  readonly title: string
  readonly pauses: readonly number[]
  readonly burst: number
}

/**
 * Runs in the page: does the edits, with pauses in milliseconds between them. After each burst it waits until they are
 * saved. Whenever the page says “Saved”, it calls the binding `acknowledged` with the number of edits done.
 */
export async function write({ edits, title, pauses, burst }: Orders): Promise<void> {
  const { acknowledged } = globalThis as unknown as {
    acknowledged(edits: number, said: string): Promise<void>
  }
  const region = document.querySelector(`section[aria-label=${JSON.stringify(title)}]`)!
  const note = region.querySelector('textarea')!
  const star = region.querySelector<HTMLButtonElement>('button[aria-label="Star"]')!
  const said = [...document.querySelectorAll('[role="status"]')].find(({ textContent }) =>
    textContent.startsWith('Sav'),
  )!
  let done = 0
  const isSaved = () => said.textContent.startsWith('Saved')
  const tell = () => {
    if (isSaved()) void acknowledged(done, said.textContent)
  }
  const pause = (ms: number | undefined) => new Promise((next) => setTimeout(next, ms))
  new MutationObserver(tell).observe(said, { childList: true, characterData: true, subtree: true })

  note.focus()
  note.setSelectionRange(note.value.length, note.value.length)
  for (const [i, edit] of edits.entries()) {
    if ('letter' in edit) document.execCommand('insertText', false, edit.letter)
    else if ('star' in edit) star.click()
    else {
      const key = String(edit.status + 1)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    done += 1
    await pause(pauses[i % pauses.length])
    if (done % burst === 0) while (!isSaved()) await pause(1)
  }
}
