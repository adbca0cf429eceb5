// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Preview } from '../../src/ui/Preview.tsx'

afterEach(cleanup)

test.each([
  'javascript:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  'file:///etc/passwd',
  'blob:x',
  '//evil.example',
  'https://arxiv.org@evil.example/',
])('a link of a note to %s leads nowhere', (address) => {
  render(<Preview note={`[here](<${address}>) and ![there](<${address}>)`} />)
  expect(screen.queryAllByRole('link')).toEqual([])
  expect(screen.getByText('here')).toBeTruthy()
})

test('a link of a note to the web leads there, and a picture is a link', () => {
  render(<Preview note={'[here](https://example.org/) ![there](https://example.org/x.png) <b>raw</b>'} />)
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    'https://example.org/',
    'https://example.org/x.png',
  ])
  expect(document.querySelector('img, b')).toBeNull()
})
