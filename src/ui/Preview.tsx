import { useDeferredValue, useEffect, useState } from 'react'
import Markdown, { type Components, type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { isSafeAddress } from '../model/address.ts'
import { hasMaths } from '../model/maths.ts'

type MathsParts = typeof import('./maths.ts')

/** A note as its Markdown means it. Raw HTML stays text, no image is fetched, and links lead only to safe addresses. */
export function Preview({ note }: { readonly note: string }) {
  const shown = useDeferredValue(note)
  const maths = useMaths(hasMaths(shown))
  return (
    <Markdown
      remarkPlugins={maths ? [remarkGfm, ...maths.remarkMaths] : PLAIN}
      components={maths ? { ...components, ...maths.mathsComponents } : components}
      urlTransform={(url) => (isSafeAddress(url) ? url : '')}
    >
      {shown}
    </Markdown>
  )
}

const PLAIN: NonNullable<Options['remarkPlugins']> = [remarkGfm]

const components: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A picture would tell a stranger's server what is read here; its link tells only who follows it.
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? (
      <a href={src} target="_blank" rel="noopener noreferrer">
        {alt || src}
      </a>
    ) : (
      <span>{alt}</span>
    ),
  // A task of a list, which axe wants named; it is changed in the text.
  input: ({ checked }) => (
    <input type="checkbox" checked={checked === true} disabled aria-label={checked ? 'Done' : 'To do'} />
  ),
  // The note's headings stand below the paper's own.
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
}

/** What formulas need, fetched when a note has the first one; null until then. */
function useMaths(wanted: boolean): MathsParts | null {
  const [parts, setParts] = useState<MathsParts | null>(null)
  useEffect(() => {
    if (!wanted || parts) return undefined
    let isHere = true
    // Without it formulas stay as they were typed, which can be read too.
    import('./maths.ts').then(
      (loaded) => isHere && setParts(loaded),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [wanted, parts])
  return wanted ? parts : null
}
