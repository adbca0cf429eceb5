import { expect, test } from 'vitest'
import { detect } from '../../src/formats/format.ts'

const BIBTEX = '@article{a,\n  title = {One},\n'
const TABLE = 'Title,Year,Note\nOne,2023,"'

test.each<[string, string, string | null]>([
  ['a table with bullets in a note', `${TABLE}Aims:\n* one\n* two"\n`, 'csv'],
  ['a table with an entry of BibTeX in a note', `${TABLE}cite as\n@article{a,\n title={X},\n}"\n`, 'csv'],
  ['a table with records of RIS in a note', `${TABLE}TY  - JOUR\nTI  - X\nER  - "\n`, 'csv'],
  ['BibTeX with a tag of RIS in its abstract', `${BIBTEX}  abstract = {As in\nTY  - JOUR\n}\n}`, 'bibtex'],
  [
    'RIS with an entry of BibTeX in a note',
    'TY  - JOUR\nTI  - One\nN1  - see\n@article{a, title={X}}\nER  - \n',
    'ris',
  ],
  [
    'Markdown with an example of RIS',
    '# Papers\n\n- [One](https://a.example.org)\n\n```\nTY  - JOUR\n```\n',
    'markdown',
  ],
  ['Markdown with an example of BibTeX', `# Papers\n\n- [One](https://a.example.org)\n\n${BIBTEX}}\n`, 'markdown'],
  ['Markdown that begins with a link', '[One](https://a.example.org), "key": 1\n\n- two\n', 'markdown'],
  ['a letter', 'Dear Ann, thanks for the list, it helps.\nI read two, and the third is long.\nYours, Bo\n', null],
  [
    'a program',
    'import os, sys\n\ndef read(a, b):\n    return {"title": a, "year": b}\n\nprint(read("x, y", 2020))\n',
    null,
  ],
  ['XML with commas', '<?xml version="1.0"?>\n<a>Doe, Jane</a>\n<a>Roe, Rick</a>\n', null],
  ['an outline of Emacs', '#+TITLE: Reading\n* TODO One\n  :PROPERTIES:\n  :YEAR: 2023\n  :END:\n', null],
  ['a table without names of columns', 'One paper,2020,a\nAnother paper,2021,b\nA third,2022,c\n', 'csv'],
])('%s is known for what it is', (_, text, format) => {
  expect(detect('file.txt', text)).toBe(format)
})
