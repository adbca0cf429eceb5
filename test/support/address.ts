import type { Address } from '../../src/store/view/viewStore.ts'
import type { Setting } from '../../src/storage/browser/localSetting.ts'

/** An address bar with its history, the position in it, and the entry that Back leads to. */
export function createAddress(search = ''): Address & {
  readonly history: readonly string[]
  back(): void
  forward(): void
  /** As if the user typed another address into the bar. */
  enter(search: string): void
} {
  let entries = [search]
  let at = 0
  const listeners: (() => void)[] = []
  const go = (to: number) => {
    at = to
    for (const listener of listeners) listener()
  }
  return {
    get history() {
      return entries.slice(0, at + 1)
    },
    read: () => entries[at]!,
    write(search, how) {
      if (how === 'push') at += 1
      entries = [...entries.slice(0, at), search, ...(how === 'replace' ? entries.slice(at + 1) : [])]
    },
    onChange: (listener) => void listeners.push(listener),
    back: () => go(at - 1),
    forward: () => go(at + 1),
    enter(search) {
      entries = [...entries.slice(0, at + 1), search]
      go(at + 1)
    },
  }
}

/** A setting that lasts as long as the test. */
export function createSetting(value: string | null = null): Setting {
  return { read: () => value, write: (next) => (value = next) }
}
