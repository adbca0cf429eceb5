import { isSafeAddress } from '../model/address.ts'
import type { Link } from '../model/paper.ts'

/** A link out of the app, or plain text where its address is not one that may be followed. */
export function OutLink({ link }: { readonly link: Link }) {
  if (!isSafeAddress(link.url)) return <span>{link.label}</span>
  return (
    <a href={link.url} target="_blank" rel="noopener noreferrer">
      {link.label}
    </a>
  )
}
