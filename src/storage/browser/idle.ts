/** Works when the page is idle, or soon: Safari has no idle callback. */
export function whenIdle(work: () => Promise<void>): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void work())
  else setTimeout(() => void work(), 0)
}
