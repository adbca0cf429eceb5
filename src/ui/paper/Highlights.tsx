import { Fragment } from 'react'
import { parseEmphasis } from '../../model/note/emphasis.ts'
import type { Highlight } from '../../model/paper/paper.ts'

/** The highlights of a paper as nested bullets, with their emphasis. */
export function Highlights({ highlights }: { readonly highlights: readonly Highlight[] }) {
  return (
    <ul>
      {highlights.map(({ text, children }) => (
        <li key={text} dir="auto">
          {parseEmphasis(text).map(({ text, style }, i) => {
            const Tag = style === 'plain' ? Fragment : style
            // oxlint-disable-next-line react/no-array-index-key
            return <Tag key={i}>{text}</Tag>
          })}
          {children.length > 0 && <Highlights highlights={children} />}
        </li>
      ))}
    </ul>
  )
}
