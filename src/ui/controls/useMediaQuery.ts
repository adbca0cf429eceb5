import { useSyncExternalStore } from 'react'

/** The window is wide enough for views and filters beside the list. */
export const HAS_ROOM_FOR_FACETS = '(min-width: 1100px)'

/** Whether a media query matches, followed as it changes. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
}
