import { isSafeAddress } from '../model/paper/safeUrl.ts'
import type { Link } from '../model/paper/paper.ts'
import { useTabIndex } from './tabStop.ts'

/** A link out of the app, or plain text where its address is not safe. */
export function ExternalLink({ link }: { readonly link: Link }) {
  const tabIndex = useTabIndex()
  if (!isSafeAddress(link.url)) return <span>{link.label}</span>
  return (
    <a href={link.url} target="_blank" rel="noopener noreferrer" tabIndex={tabIndex}>
      {link.label}
    </a>
  )
}
