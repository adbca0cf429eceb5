import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/formats/readText.ts'

const PULL = 'https://github.com/acme/disks/pull/12'

describe('a Markdown file without papers is refused in a sentence', () => {
  test.each([
    [
      'a changelog',
      `# Changelog\n\n## [1.4.0] - 2024-03-01\n\n### Added\n\n- Paper Export for the List View ([#12](${PULL}))\n`,
    ],
    [
      'a changelog without a name',
      `## 1.4.0\n\n- Handle Unicode in Long Titles Correctly ([#12](${PULL}))\n- **core:** Read Lists of Papers ([#13](${PULL}))\n`,
    ],
    [
      'notes on a release',
      `## What's Changed\n* Fix Import of Papers on Windows by @ann in ${PULL}\n\n**Full Changelog**: https://github.com/acme/disks/compare/v1...v2\n`,
    ],
    [
      'open issues',
      '# Open issues\n\n- [ ] #231 Crash on Startup When the Disk Is Full\n- [ ] [Wrong Order of Rows After an Import](https://github.com/acme/disks/issues/7)\n',
    ],
    [
      'the README of a tool',
      '# disks\n\nA fast tool.\n\n## Features\n\n- **Fast**: Uses Memory Maps and All Cores\n- **Small**: One Binary without Dependencies\n\n## Usage\n\n1. Open a Terminal in Any Folder\n',
    ],
    [
      'an agenda',
      '# Team meeting, 5 March 2024\n\n## Agenda\n\n1. Review of the Last Sprint (10 min)\n2. Budget for the New Disks (Bo)\n\n## Decisions\n\n- We Move the Release to March\n',
    ],
    ['a shopping list', '# Shopping list\n\n- Milk\n- Fresh Basil and Two Large Tomatoes\n- Bread\n'],
    ['tasks', '# TODO\n\n- [ ] Fix the Login Page on Small Screens\n- [ ] Talk to Ann About the New Disk\n'],
    ['a recipe', '# Apple Pie\n\n## Ingredients\n\n- 200 g flour\n- Three Large Green Apples From the Garden\n'],
  ])('%s', (_, text) => {
    const { entries, notices } = readText('file.md', text)
    expect(entries).toEqual([])
    expect(notices[0]!.message).toBe('no paper was found, though this looks like Markdown')
  })

  test('but titles alone are a list, with small letters too, where its heading says so', () => {
    const titles = ['Slow Disks for the Many and the Few', 'Highly accurate disks with rust', 'Random Disks']
    const list = `# Papers to read\n\n- ${[...titles, 'A Case for Faster Disks', 'Disks Are All You Need', 'A Survey of Old Disks', 'Spinning Disks at the Edge', 'Fast Disks on Slow Machines', 'Disks and Other Things That Spin', 'A Theory of Big Disks'].join('\n- ')}\n`
    expect(
      readText('file.md', list)
        .entries!.slice(0, 3)
        .map(({ title }) => title),
    ).toEqual(titles)
  })

  test('and papers with links are read below tasks', () => {
    const { entries } = readText(
      'a.md',
      '# TODO\n\n- [ ] Read [A Study of Slow Disks](https://arxiv.org/abs/2401.00001)\n- [ ] Buy Some Milk for the Office\n',
    )
    expect(entries!.map(({ title }) => title)).toEqual(['A Study of Slow Disks'])
  })
})

describe('a line that is no paper is left out with a notice', () => {
  const PAPER = 'https://arxiv.org/abs/2401.00001'
  test.each([
    ['is called a post', `Slow Disks of Old, Explained in Ten Steps (blog) ${PAPER}`],
    ['is called a post behind its link', `[Slow Disks of Old, Explained](${PAPER}) [blog post]`],
    ['leads to a volume', 'Vol. 17: https://www.vldb.org/pvldb/volumes/17/'],
    ['says that nothing is read', 'No readings. [Slides](https://a.example.org/lec1.pdf)'],
    ['names a guest', 'Guest lecture: Ann Roe (MIT) [[slides](https://a.example.org/lec1.pptx)]'],
    ['names a meeting of the group', 'Organizational meeting (MIT) [[slides](https://a.example.org/lec1.pptx)]'],
    ['is about the list itself', `Our survey is on [arXiv](${PAPER})`],
  ])('that %s', (_, line) => {
    const { entries, notices } = readText('a.md', `# A list\n\n- [Random Disks at Work](${PAPER}2)\n- ${line}\n`)
    expect(entries!.map(({ title }) => title)).toEqual(['Random Disks at Work'])
    expect(notices).toMatchObject([{ line: 4 }])
  })

  test.each(['No Class Left Behind: Slow Disks for All', 'A Blog of One’s Own: Slow Disks', 'Our Disks Are Slow'])(
    'but not “%s”',
    (title) => {
      const { entries } = readText(
        'a.md',
        `# A list\n\n- ${title} [[Paper](${PAPER})] [[Blog](https://a.example.org)]\n`,
      )
      expect(entries).toMatchObject([{ title }])
    },
  )
})
