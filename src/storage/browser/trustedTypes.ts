type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown }

/**
 * Lets the page start its own workers under its Trusted Types policy, and no other script. The browser calls this rule
 * whenever a text becomes the address of a script, and refuses all other ways from text to code.
 */
export function installTrustedTypes() {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  const home = new URL('.', document.baseURI).href
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { href } = new URL(url, document.baseURI)
      if (href.startsWith(home) && href.endsWith('.js')) return href
      throw new TypeError(`Not a script of this app: ${href}`)
    },
  })
}
