import { useEffect, useState, type RefObject } from 'react'

/** Whether an element has been on the screen at least once. */
export function useOnScreen(element: RefObject<Element | null>, isAwaited: boolean): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!isAwaited || isSeen) return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [element, isAwaited, isSeen])
  return isSeen
}
