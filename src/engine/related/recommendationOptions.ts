/** Which papers may be recommended, and how many at most. */
export type RecommendationOptions = {
  readonly code: boolean
  readonly awarded: boolean
  /** Papers that are too similar to those before them come later. */
  readonly spread: boolean
  readonly most: number
}

/** The fewest papers that have to be starred or read before anything can be recommended. */
export const MIN_LIKED = 3
