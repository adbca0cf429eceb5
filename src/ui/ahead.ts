type Taker = { readonly type: (letters: string) => void; readonly enter: () => void }

let typed = ''
let isEntered = false
let taker: Taker | null = null

/** Keeps a letter, or Enter, that was typed before what it is meant for had the keyboard; whether it was one. */
export function keepAhead({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false
  if (key === 'Enter') isEntered = true
  else if (key.length === 1) typed += key
  else return false
  handOver()
  return true
}

/** Hands over what was typed ahead, and what is still to come of it, until it is stopped. */
export function takeAhead(type: Taker['type'], enter: Taker['enter']): () => void {
  taker = { type, enter }
  handOver()
  return () => (taker = null)
}

function handOver() {
  if (!taker) return
  if (typed !== '') taker.type(typed)
  if (isEntered) taker.enter()
  typed = ''
  isEntered = false
}
