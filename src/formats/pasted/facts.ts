/** What an address tells of its paper. */
export type Facts = {
  readonly title?: string
  readonly year?: number
  readonly venue?: string
  /** The page of the paper, if it can be derived from another address. */
  readonly page?: string
  readonly pdf?: string
}
