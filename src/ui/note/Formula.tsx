import { createElement, useEffect, useRef, type ReactNode } from 'react'
import temml from 'temml'

type Props = { readonly className: string | undefined; readonly children?: ReactNode }

/** A formula as MathML; code that is none stays code. */
export function CodeOrFormula({ className, children }: Props) {
  if (!className?.includes('language-math')) return createElement('code', { className }, children)
  return <Formula tex={typeof children === 'string' ? children : ''} isDisplay={className.includes('math-display')} />
}

function Formula({ tex, isDisplay }: { readonly tex: string; readonly isDisplay: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    // Builds nodes, no HTML text; a formula that is wrong is shown as typed, with what is wrong with it.
    if (place.current) temml.render(tex, place.current, { displayMode: isDisplay, throwOnError: false, trust: false })
  }, [tex, isDisplay])
  return <span ref={place} data-formula />
}
