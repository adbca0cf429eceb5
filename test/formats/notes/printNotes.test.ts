import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import { printNotes } from '../../../src/formats/notes/printNotes.ts'
import { UNMARKED } from '../../../src/model/mark/mark.ts'

test('each paper becomes a file with front matter, highlights and the unchanged note', () => {
  const [file] = printNotes([
    {
      ...BLANK,
      title: 'Kites: "A" Study',
      authors: ['Ann Author'],
      year: 2024,
      topics: [['Sky', 'Wind']],
      links: [{ label: 'Paper', url: 'https://example.org/kite' }],
      highlights: [{ text: 'Flies *high*.', children: [{ text: 'Mostly.', children: [] }] }],
      notices: ['No code.'],
      mark: {
        ...UNMARKED,
        status: 'read',
        starred: true,
        tags: ['kites'],
        note: '# Mine\n\n- [ ] as [[Kites: two|those]]',
      },
    },
  ])
  expect(file).toEqual({
    name: 'Kites A Study.md',
    text: `---
title: "Kites: \\"A\\" Study"
aliases: ["Kites: \\"A\\" Study"]
authors: ["Ann Author"]
year: 2024
topics: ["Sky/Wind"]
links: ["https://example.org/kite"]
status: "Read"
starred: true
tags: ["kites"]
offprint: true
---

- Flies *high*.
  - Mostly.
- Notice: No code.

<!-- my note -->

# Mine

- [ ] as [[Kites: two|those]]
`,
  })
})

test('file names are valid on every file system and distinct', () => {
  const title = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('../etc/passwd', 'CON', 'a/b', 'A B', 'a b', 'é', 'e\u0301', '', '...', 'x'.repeat(300)),
  )
  fc.assert(
    fc.property(fc.array(title, { maxLength: 20 }), (titles) => {
      const names = printNotes(titles.map((name) => ({ ...BLANK, title: name }))).map(({ name }) => name)
      expect(new Set(names.map((name) => name.normalize('NFKD').toLowerCase())).size).toBe(titles.length)
      for (const name of names) {
        expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ]*\.md$/u)
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i)
        expect(new TextEncoder().encode(name).length).toBeLessThan(255)
      }
    }),
  )
})
