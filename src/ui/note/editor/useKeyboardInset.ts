import { useEffect } from 'react'

/**
 * Keeps the height of what a keyboard on the screen covers in `--keyboard`. Where the page shrinks with it, as index.html
 * asks for, that is nothing; Safari lays its keyboard over the page.
 */
export function useKeyboardRoom() {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return undefined
    const { style } = document.documentElement
    const measure = () => {
      // A page that is zoomed into shows a part of itself as well, and no keyboard is there for that.
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
