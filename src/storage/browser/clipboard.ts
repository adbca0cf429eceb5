/**
 * Puts a text into the clipboard, in answer to a click or key; the text may take a moment to come. Rejects where the
 * browser does not allow it.
 */
export async function copyText(text: Promise<string>): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (!clipboard) throw new Error('the browser lets only pages that came over a secure connection copy')
  if (typeof ClipboardItem !== 'function') return clipboard.writeText(await text)
  // Asked for at once: later some browsers would no longer see the click that it answers.
  const blob = text.then((text) => new Blob([text], { type: 'text/plain' }))
  await clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}
