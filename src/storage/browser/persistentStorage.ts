/** Whether the browser may delete what it keeps for this page when its disk is full; null where it does not say. */
export type Persistence = {
  isKept(): Promise<boolean | null>
  /** Asks the browser, which may ask the reader. */
  ask(): Promise<boolean | null>
}

const storage = () => (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined

export const persistence: Persistence = {
  isKept: async () => (await storage()?.persisted?.()) ?? null,
  ask: async () => (await storage()?.persist?.()) ?? null,
}
