import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { linksIn } from '../../../../src/model/note/noteLink.ts'
import { MarkdownPreview } from '../../../../src/ui/note/preview/MarkdownPreview.tsx'
import { AroundContext, type PreviewContext } from '../../../../src/ui/note/preview/previewContext.ts'
import { paper } from '../../../support/papers.ts'

afterEach(cleanup)

const show = (note: string, around: Partial<PreviewContext> = {}) =>
  render(
    <AroundContext value={{ paperOf: () => null, onOpen: () => {}, onSearch: () => {}, onTick: () => {}, ...around }}>
      <MarkdownPreview note={note} />
    </AroundContext>,
  )
const names = (role: 'button' | 'link') => screen.queryAllByRole(role).map(({ textContent }) => textContent)

test.each([
  'javascript:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  'file:///etc/passwd',
  'blob:x',
  '//evil.example',
  'https://arxiv.org@evil.example/',
  '#note-fn-1',
])('a link in a note to %s leads nowhere', (address) => {
  render(<MarkdownPreview note={`[here](<${address}>) and ![there](<${address}>)`} />)
  expect(screen.queryAllByRole('link')).toEqual([])
  expect(screen.getByText('here')).toBeTruthy()
})

test('a link in a note to the web works, and an image is shown as a link', () => {
  render(<MarkdownPreview note={'[here](https://example.org/) ![there](https://example.org/x.png) <b>raw</b>'} />)
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    'https://example.org/',
    'https://example.org/x.png',
  ])
  expect(document.querySelector('img, b')).toBeNull()
})

describe('tasks', () => {
  test('are named by their words, and report their offsets', () => {
    const places: number[] = []
    const note = 'x\n\n- [ ] one *two*\n\n  - [x] `three`\n- four\n\n1. [ ] five\n> * [ ] '
    show(note, { onTick: (place) => places.push(place) })
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked])).toEqual([
      ['one two', false],
      ['three', true],
      ['five', false],
    ])
    for (const box of boxes) fireEvent.click(box)
    expect(places).toEqual(['- [ ] one', '- [x] `', '1. [ ]'].map((start) => note.indexOf(start)))
  })

  test('are read-only where the note cannot be edited', () => {
    render(<MarkdownPreview note="- [x] done" />)
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'done' }).disabled).toBe(true)
  })
})

describe('links to papers', () => {
  test('lead to the paper, or to a search if there is none, and wait until that is known', () => {
    const known = paper({ title: 'Known' })
    const found = new Map([
      ['Known', known],
      ['Unknown', null],
    ])
    const said: unknown[] = []
    show('[[Known|that]] [[Unknown]] [[Later]] `[[Code]]`', {
      paperOf: (name) => found.get(name),
      onOpen: ({ id }) => said.push(id),
      onSearch: (name) => said.push(name),
    })
    expect([names('link'), names('button')]).toEqual([['that'], ['Unknown']])
    expect(screen.getByText('Later', { selector: 'span' })).toBeTruthy()
    fireEvent.click(screen.getByRole('link'))
    fireEvent.click(screen.getByRole('button'))
    expect(said).toEqual([known.id, 'Unknown'])
    expect(fireEvent.click(screen.getByRole('link'), { ctrlKey: true })).toBe(true)
    expect(screen.getByRole('link').getAttribute('href')).toBe(`?paper=${known.id.replace(' ', '+')}`)
  })

  test('work within emphasis, lists, quotes and tables', () => {
    show('**[[A]]**\n\n- [ ] [[B]]\n\n> [[C]]\n\n| x |\n|---|\n| [[D\\|d]] |\n\n# [[E]]')
    expect(names('button')).toEqual(['A', 'B', 'C', 'd', 'E'])
  })

  test('are exactly those that linksIn finds', () => {
    const links = ['[[A]]', '[[b c|d]]', '[[', ']]', '[', ']', '|', '[[]]', '[[ ]]', '[[|x]]']
    const signs = ['`', '``', '\\', '\\\\', '*', '**', '```\n', '\n```\n', '~~~\n', '- ', '> ']
    const part = fc.constantFrom(...links, ...signs, 'word', ' ', '\n', '\n\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const note = parts.join('')
        show(note)
        const shown = names('button')
        cleanup()
        // In Markdown a link wins over what is in its brackets, and markers of quotes and lists are not part of a line.
        fc.pre(!/\]\[|\]\(|^\[.*\]:|[>-] *(?:[>-] *)*(?:```|~~~)|\n *[>-]? *\n?.*`/m.test(note))
        expect(shown).toEqual(linksIn(note).map(({ shown }) => shown))
      }),
      { numRuns: 400 },
    )
  })
})

test('footnotes lead to their text and back', () => {
  Element.prototype.scrollIntoView = () => {}
  show('Said[^a].\n\n[^a]: There.')
  const there = screen.getByRole('link', { name: '1' })
  fireEvent.click(there)
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Back to reference 1' }))
  fireEvent.click(document.activeElement!)
  expect(document.activeElement).toBe(there)
})
