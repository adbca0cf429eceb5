import { describe, expect, test } from 'vitest'
import { isSafeAddress, isWebAddress } from '../../../src/model/paper/safeUrl.ts'

describe('an unsafe or incomplete address', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\tjava\nscr\tipt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    '\u0000javascript:alert(1)',
    'javascript://example.org/%0Aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    '//evil.example',
    '/relative',
    'relative',
    '#hash',
    '',
    ' ',
    'https://arxiv.org@evil.example/',
    'https://user:secret@example.org/',
    'https://:secret@example.org/',
    'http://[::1',
    'https://',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'ftp://example.org/',
    'view-source:https://example.org/',
    'intent://example.org',
    'doi:10.1/x"><img onerror=alert(1) src=x>',
    'https://example.org/x"><img src=x onerror=alert(1)>',
    'https://exam\nple.org/',
    'https://example.org/\u0085x',
  ])('is rejected: %j', (address) => {
    expect(isWebAddress(address)).toBe(false)
    expect(isSafeAddress(address)).toBe(false)
  })
})

test.each([
  'https://example.org',
  'http://example.org/a?b=c&d=%20#e',
  'HTTPS://EXAMPLE.ORG/',
  'https://doi.org/10.1002/(SICI)1096-9861(19990118)403:3<285::AID-CNE1>3.0.CO;2-J',
  'https://例え.jp/論文',
  'http://[::1]:8080/',
])('%s is accepted as a web address', (address) => {
  expect(isWebAddress(address)).toBe(true)
  expect(isSafeAddress(address)).toBe(true)
})

test.each(['mailto:author@example.org', 'doi:10.1145/3'])('%s is accepted in a note, but not in a list', (address) => {
  expect(isWebAddress(address)).toBe(false)
  expect(isSafeAddress(address)).toBe(true)
})

test.each(['https:example.org', 'https:/example.org'])(
  '%s is rejected, because a browser would resolve it as a page of the app',
  (address) => {
    expect(isWebAddress(address)).toBe(false)
  },
)
