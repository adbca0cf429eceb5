const PREFIX = 'own:'

/** A new id for an own list. Its prefix tells it from the ids of bundled lists. */
export const newListId = (): string => `${PREFIX}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`

export const isOwnList = (id: string): boolean => id.startsWith(PREFIX)
