/** Which papers may be recommended, and how many at most. */
export type RecommendationOptions = {
  readonly code: boolean
  readonly awarded: boolean
  /** Ranks papers lower that are too similar to those before them. */
  readonly spread: boolean
  readonly most: number
}

/** Fewest papers the user must have starred, read or begun before the app recommends any. */
export const MIN_LIKED = 3
