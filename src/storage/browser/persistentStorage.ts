/** Whether the browser may delete this page’s data when its disk is full; null where it does not say. */
export type Persistence = {
  isKept(): Promise<boolean | null>
  /** Asks the browser, which may ask the user. */
  ask(): Promise<boolean | null>
}

const storage = () => (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined

export const persistence: Persistence = {
  isKept: async () => (await storage()?.persisted?.()) ?? null,
  ask: async () => (await storage()?.persist?.()) ?? null,
}
