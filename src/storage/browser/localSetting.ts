/** A small choice kept on this device: a text, or null where there is none or the browser keeps nothing. */
export type Setting = { read(): string | null; write(value: string | null): void }

/** A setting in localStorage, which answers before the first frame; losing one costs a click, so errors mean "none". */
export function openSetting(key: string, storage = ownStorage()): Setting {
  return {
    read: () => {
      try {
        return storage?.getItem(key) ?? null
      } catch {
        return null
      }
    },
    write: (value) => {
      try {
        if (value === null) storage?.removeItem(key)
        else storage?.setItem(key, value)
      } catch {
        // Storage may be full or forbidden; the choice then holds until the page closes.
      }
    },
  }
}

/** Null where the browser forbids the page to keep anything. */
function ownStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
