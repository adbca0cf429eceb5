import type { Marks } from '../../src/model/mark/cell.ts'
import type { MarkStore } from '../../src/storage/marks/markStore.ts'

/** A save that the test finishes or fails. */
type Save = {
  readonly how: 'save' | 'saveAtOnce'
  readonly records: Marks
  finish(): Promise<void>
  fail(error: unknown): Promise<void>
}

/** Copies whose saves end when the test says so, for tests of what happens meanwhile. */
export function createHeldCopies(): Pick<MarkStore, 'save' | 'saveAtOnce' | 'copies' | 'onCopies'> & {
  readonly saves: readonly Save[]
  /** Sets the number of copies from now on. */
  setCopies(count: 1 | 2): void
} {
  const saves: Save[] = []
  const listeners: (() => void)[] = []
  let copies: 1 | 2 = 2
  const hold = (how: Save['how']) => (records: Marks) =>
    new Promise<void>((resolve, reject) => {
      saves.push({
        how,
        // As IndexedDB does, which clones its values.
        records: structuredClone(records),
        finish: () => settled(resolve),
        fail: (error) => settled(() => reject(error)),
      })
    })
  return {
    saves,
    save: hold('save'),
    saveAtOnce: hold('saveAtOnce'),
    copies: () => copies,
    onCopies: (listener) => void listeners.push(listener),
    setCopies(count) {
      copies = count
      for (const listener of listeners) listener()
    },
  }
}

/** Ends a save, and runs all microtasks that follow. */
async function settled(end: () => void): Promise<void> {
  end()
  for (let i = 0; i < 20; i += 1) await Promise.resolve()
}
