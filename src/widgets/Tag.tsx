import type { ReactNode } from 'react'
import { colourOf } from '../model/tag/tagColour.ts'
import { useLibrary } from '../store/hooks.ts'
import styles from './Tag.module.css'

const useColour = (tag: string) => useLibrary(({ userRecords }) => colourOf(userRecords, tag) ?? undefined)

type Props = { readonly tag: string; readonly className: string | undefined; readonly children?: ReactNode }

/** The name of a tag on its colour, with what can be done with it. */
export const Tag = ({ tag, className, children }: Props) => (
  <span className={`${styles['tag']} ${className}`} data-colour={useColour(tag)} dir="auto">
    {tag}
    {children}
  </span>
)

/** The colour of a tag beside its name; nothing where it has none. */
export function TagDot({ tag }: { readonly tag: string }) {
  const colour = useColour(tag)
  return colour && <span className={styles['dot']} data-colour={colour} aria-hidden="true" />
}
