import { afterEach, expect, test, vi } from 'vitest'
import { installTrustedTypes } from '../../../src/storage/browser/trustedTypes.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** The Trusted Types policy of a page at this address. */
function ruleAt(baseURI: string): (url: string) => string {
  let rule = (url: string) => url
  vi.stubGlobal('document', { baseURI })
  vi.stubGlobal('trustedTypes', {
    createPolicy: (_: string, rules: { createScriptURL(url: string): string }) => (rule = rules.createScriptURL),
  })
  installTrustedTypes()
  return rule
}

test('scripts of the app are allowed at any address of the app', () => {
  const rule = ruleAt('https://host.example/lists/?q=x')
  expect(rule('./assets/worker-1.js')).toBe('https://host.example/lists/assets/worker-1.js')
  expect(rule('https://host.example/lists/sw.js')).toBe('https://host.example/lists/sw.js')
})

test.each([
  'https://evil.example/lists/sw.js',
  '//evil.example/sw.js',
  '../other/sw.js',
  './page.html',
  'data:text/javascript,alert(1)//.js',
  'blob:https://host.example/lists/x.js',
  'javascript:alert(1)//.js',
])('%s is not allowed as a script', (url) => {
  const rule = ruleAt('https://host.example/lists/')
  expect(() => rule(url)).toThrow('Not a script of this app')
})
