/** What one of several tabs does at the same time: a series of all kinds of edits of the same papers. */
export type Orders = {
  /** Names the tab in the texts that it writes. */
  readonly tab: string
  readonly edits: number
  readonly papers: number
}

/** What a tab wrote: the tags that it gave each paper and its last note there, by the paper’s id. */
export type Wrote = {
  readonly tags: Readonly<Record<string, readonly string[]>>
  readonly notes: Readonly<Record<string, string>>
}

/**
 * Runs in the page: sets stars, statuses, tags and notes in turn, each on another paper, through the controls of the
 * page. Every tag and every note is unique.
 */
export async function editAll({ tab, edits, papers }: Orders): Promise<Wrote> {
  const tags: Record<string, string[]> = {}
  const notes: Record<string, string> = {}
  const pause = (ms: number) => new Promise((next) => setTimeout(next, ms))
  const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
    // React overrides the setter of the element. The prototype’s setter bypasses it, so that React sees a change.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!.set!.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const open = async (row: Element): Promise<Element> => {
    const title = row.querySelector('[role="rowheader"]')!
    ;(title as HTMLElement).click()
    for (;;) {
      const region = document.querySelector(`section[aria-label=${JSON.stringify(title.getAttribute('aria-label'))}]`)
      if (region?.querySelector('textarea')) return region
      await pause(1)
    }
  }
  for (let i = 0; i < edits; i += 1) {
    const place = (i * 7 + (i % 3)) % papers
    const row = document.querySelector(`[role="row"][aria-rowindex="${place + 2}"]`)!
    const paper = row.getAttribute('data-paper')!
    if (i % 4 === 0) row.querySelector<HTMLElement>('button[aria-label="Star"]')!.click()
    else {
      const region = await open(row)
      if (i % 4 === 1) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: String(1 + (i % 5)), bubbles: true }))
      } else if (i % 4 === 2) {
        const field = region.querySelector<HTMLInputElement>('input[list]')!
        type(field, `${tab}-${i}`)
        await pause(0)
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
        ;(tags[paper] ??= []).push(`${tab}-${i}`)
      } else {
        notes[paper] = `${tab} wrote ${i}`
        type(region.querySelector('textarea')!, notes[paper])
      }
    }
    await pause(0)
  }
  return { tags, notes }
}
