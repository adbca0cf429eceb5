const PREFIX = 'own:'

/** An id for a list of the reader's own, told by its beginning from those of lists that come with the app. */
export const newListId = (): string => `${PREFIX}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`

export const isOwnList = (id: string): boolean => id.startsWith(PREFIX)
