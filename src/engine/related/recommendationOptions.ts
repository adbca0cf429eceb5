/** What is wanted of the papers that are advised, and how many of them at most. */
export type RecommendationOptions = {
  readonly code: boolean
  readonly awarded: boolean
  /** Papers that are too like those before them come later. */
  readonly spread: boolean
  readonly most: number
}

/** So many papers have to be starred or read before anything can be told from them. */
export const MIN_LIKED = 3
