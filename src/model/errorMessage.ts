/**
 * What an error says, as the end of a sentence. Browsers reject with null, with objects, and with errors that have a name
 * and no message; none of them may reach the screen as "null" or "[object Object]".
 */
export function errorMessage(error: unknown): string {
  if (typeof error === 'string' && error.trim() !== '') return error
  if (typeof error !== 'object' || error === null) return NO_REASON
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown }
  if (typeof message === 'string' && message.trim() !== '') return message
  return typeof name === 'string' && name !== '' && name !== 'Error' ? `${NO_REASON} (${name})` : NO_REASON
}

const NO_REASON = 'the browser gave no reason'
