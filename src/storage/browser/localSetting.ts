/** A small setting of this device: a text, or null where there is none or the browser stores nothing. */
export type Setting = { read(): string | null; write(value: string | null): void }

/** A setting in localStorage, which is read before the first frame. Losing one costs a click, so errors mean “none”. */
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
        // Storage may be full or forbidden. The setting then holds until the page closes.
      }
    },
  }
}

/** Null where the browser forbids the page to store anything. */
function ownStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
