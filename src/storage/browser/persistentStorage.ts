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

/** The bytes that this site uses, and the most that the browser allows. */
export type Usage = { readonly used: number; readonly room: number }

/** How much room is used; null where the browser does not say. */
export async function measureUsage(): Promise<Usage | null> {
  const { usage: used, quota: room } = (await storage()?.estimate?.()) ?? {}
  return used === undefined || room === undefined ? null : { used, room }
}
