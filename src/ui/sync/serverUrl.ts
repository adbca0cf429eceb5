const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The address of a sync server as the user gave it, for a page of this protocol; or what is wrong with it. */
export function parseServer(
  address: string,
  protocol: string,
): { readonly url: string } | { readonly problem: string } {
  const text = address.trim().replace(/^http(s?):/i, 'ws$1:')
  const whole = /^\w+:\/\//.test(text) ? text : `wss://${text}`
  if (text === '' || /\s/.test(whole) || !URL.canParse(whole)) return { problem: 'this is no address of a server.' }
  const { href, hostname, protocol: kind, username } = new URL(whole)
  if (kind !== 'ws:' && kind !== 'wss:') return { problem: 'the address of a server begins with wss:// or ws://.' }
  if (username !== '') return { problem: 'the address holds a name; the token is all that is needed.' }
  if (kind === 'ws:' && protocol === 'https:' && !LOCAL.test(hostname))
    return { problem: 'from a page with https:// a server is only reached by wss://.' }
  return { url: href.replace(/\/$/, '') }
}
