type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown }

/**
 * Lets the page start its own workers under its policy of Trusted Types, and no script from anywhere else: the browser
 * asks this rule whenever a text is to become the address of a script, and refuses all other ways to make code of text.
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
