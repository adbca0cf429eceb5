import { useEffect } from 'react'

/**
 * Keeps the height that an on-screen keyboard covers in `--keyboard`. It is 0 where the page shrinks instead, as
 * index.html asks for; Safari lays its keyboard over the page.
 */
export function useKeyboardRoom() {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return undefined
    const { style } = document.documentElement
    const measure = () => {
      // A zoomed page shows only a part of itself as well, without a keyboard.
      const covered = view.scale > 1 ? 0 : innerHeight - view.height - view.offsetTop
      style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`)
    }
    view.addEventListener('resize', measure)
    view.addEventListener('scroll', measure)
    return () => {
      view.removeEventListener('resize', measure)
      view.removeEventListener('scroll', measure)
      style.removeProperty('--keyboard')
    }
  }, [])
}
