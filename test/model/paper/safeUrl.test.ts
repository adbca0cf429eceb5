import { describe, expect, test } from 'vitest'
import { isSafeAddress, isWebAddress } from '../../../src/model/paper/safeUrl.ts'

describe('a link that is an attack or no address', () => {
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
  ])('goes nowhere: %j', (address) => {
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
])('a reader may go to %s', (address) => {
  expect(isWebAddress(address)).toBe(true)
  expect(isSafeAddress(address)).toBe(true)
})

test.each(['mailto:author@example.org', 'doi:10.1145/3'])('a note may link to %s, a list may not', (address) => {
  expect(isWebAddress(address)).toBe(false)
  expect(isSafeAddress(address)).toBe(true)
})

test.each(['https:example.org', 'https:/example.org'])(
  '%s is no whole address: a browser would take it for a page of ours',
  (address) => {
    expect(isWebAddress(address)).toBe(false)
  },
)
