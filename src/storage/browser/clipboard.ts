/**
 * Writes a text to the clipboard, in answer to a click or key. The text may be a promise. Rejects where the browser
 * does not allow it.
 */
export async function copyText(text: Promise<string>): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (!clipboard) throw new Error('the browser lets only pages that came over a secure connection copy')
  if (typeof ClipboardItem !== 'function') return clipboard.writeText(await text)
  // Called at once: some browsers no longer see the click later.
  const blob = text.then((text) => new Blob([text], { type: 'text/plain' }))
  await clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}
