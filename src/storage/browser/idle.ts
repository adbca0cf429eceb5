/** Works when the page has nothing else to do, or as good as: Safari cannot tell. */
export function whenIdle(work: () => Promise<void>): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void work())
  else setTimeout(() => void work(), 0)
}
