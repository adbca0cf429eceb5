import { useMemo, useRef, useState, type FocusEvent, type MouseEvent, type RefObject } from 'react'
import { toMark } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import type { Stores } from '../store/hooks.ts'

/** The menu of statuses that is open, and the button that opened it. */
type Menu = { readonly paper: PaperId; readonly anchor: RefObject<HTMLElement> }

/** What happens where the lines of the list are pressed; they have no listeners of their own. */
export function usePressing({ library, viewing, cursor }: Stores) {
  const [menu, setMenu] = useState<Menu | null>(null)
  const open = useRef<Menu | null>(null)

  return {
    menu,
    ...useMemo(() => {
      const show = (next: Menu | null) => {
        open.current?.anchor.current.setAttribute('aria-expanded', 'false')
        next?.anchor.current.setAttribute('aria-expanded', 'true')
        open.current = next
        setMenu(next)
      }
      return {
        closeMenu: () => show(null),
        /** A menu is for one paper: its line may show another by now, or be gone. */
        onDrawn: () => {
          if (open.current && placeOf(open.current.anchor.current)?.paper !== open.current.paper) show(null)
        },
        onClick: ({ target }: MouseEvent) => {
          const place = placeOf(target)
          if (!place) return
          const { paper, index, act, button } = place
          if (act === 'star') {
            const { starred } = toMark(library.getState().marks.get(paper))
            library.getState().edit([paper], { starred: !starred })
          } else if (act === 'status') show(open.current ? null : { paper, anchor: { current: button! } })
          else if (place.isTitle) {
            cursor.getState().moveTo(paper, index)
            viewing.getState().change({ paper })
          }
        },
        onFocus: ({ target }: FocusEvent) => {
          const place = placeOf(target)
          if (place) cursor.getState().moveTo(place.paper, place.index)
        },
      }
    }, [library, viewing, cursor]),
  }
}

/** Which line an element is in, and what of it; null outside of all lines. */
function placeOf(target: EventTarget) {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-paper]') : null
  if (!line) return null
  const button = (target as Element).closest<HTMLElement>('[data-act]')
  return {
    paper: line.dataset['paper'] as PaperId,
    index: Number(line.getAttribute('aria-rowindex')) - 2,
    button,
    act: button?.dataset['act'] ?? null,
    isTitle: (target as Element).closest('[data-column="title"]') !== null,
  }
}
