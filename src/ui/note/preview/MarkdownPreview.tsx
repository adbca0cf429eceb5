import { useDeferredValue, useEffect, useState } from 'react'
import Markdown, { type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { isSafeAddress } from '../../../model/paper/safeUrl.ts'
import { hasMaths } from '../../../model/note/math.ts'
import { rehypeTasks, remarkPaperLinks } from './markdownExtensions.ts'
import { parts } from './markdownComponents.tsx'

type MathsParts = typeof import('./mathExtension.ts')

type Props = {
  readonly note: string
  /** Whether to render in this frame: a ticked box would be empty again until a later one. */
  readonly isUrgent?: boolean
}

/** A note as rendered Markdown. Raw HTML stays text, no image is loaded, and links lead only to safe addresses. */
export function MarkdownPreview({ note, isUrgent = false }: Props) {
  const deferred = useDeferredValue(note)
  const shown = isUrgent ? note : deferred
  const maths = useMaths(hasMaths(shown))
  return (
    <Markdown
      remarkPlugins={maths ? [...PLAIN, ...maths.remarkMaths] : PLAIN}
      rehypePlugins={TASKS}
      remarkRehypeOptions={FOOTNOTES}
      components={maths ? { ...parts, ...maths.mathsComponents } : parts}
      urlTransform={(url, _, { properties }) => (isSafeAddress(url) || isWithin(url, properties) ? url : '')}
    >
      {shown}
    </Markdown>
  )
}

const PLAIN: NonNullable<Options['remarkPlugins']> = [remarkGfm, remarkPaperLinks]
const TASKS: NonNullable<Options['rehypePlugins']> = [rehypeTasks]
const FOOTNOTES: NonNullable<Options['remarkRehypeOptions']> = {
  clobberPrefix: 'note-',
  footnoteLabelTagName: 'p',
  footnoteLabelProperties: { className: ['hidden'] },
}

/** Whether a link leads to a footnote or back. */
const isWithin = (url: string, properties: Readonly<Record<string, unknown>>) =>
  url.startsWith('#note-') && ('dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties)

/** The math plugin, loaded with the first formula of a note; null until then. */
function useMaths(wanted: boolean): MathsParts | null {
  const [parts, setParts] = useState<MathsParts | null>(null)
  useEffect(() => {
    if (!wanted || parts) return undefined
    let isHere = true
    // Without it formulas stay as typed, which can be read too.
    import('./mathExtension.ts').then(
      (loaded) => isHere && setParts(loaded),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [wanted, parts])
  return wanted ? parts : null
}
