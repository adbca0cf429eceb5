import { createElement, useEffect, useRef, type ReactNode } from 'react'
import temml from 'temml'

type Props = { readonly className: string | undefined; readonly children?: ReactNode }

/** A formula as MathML. Code that is none stays code. */
export function CodeOrFormula({ className, children }: Props) {
  if (!className?.includes('language-math')) return createElement('code', { className }, children)
  return <Formula tex={typeof children === 'string' ? children : ''} isDisplay={className.includes('math-display')} />
}

function Formula({ tex, isDisplay }: { readonly tex: string; readonly isDisplay: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    // Builds nodes, not HTML text. An invalid formula is shown as typed, with the error.
    const element = place.current
    if (!element) return
    try {
      temml.render(tex, element, { displayMode: isDisplay, throwOnError: false, trust: false })
    } catch (error) {
      // Some formulas, such as x__y, make it throw all the same, which would remove the whole note.
      element.textContent = tex
      element.title = error instanceof Error ? error.message : String(error)
    }
    // A formula that is wider than its line can be scrolled, by keys as well.
    const line = element.closest('p, li, td')
    const isWide = line !== null && element.getBoundingClientRect().width > line.clientWidth
    element.toggleAttribute('data-wide', isWide)
    element.tabIndex = isWide ? 0 : -1
  }, [tex, isDisplay])
  return <span ref={place} data-formula />
}
