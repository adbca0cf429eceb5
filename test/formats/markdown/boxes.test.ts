import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const markOf = (item: string) => {
  const { entries } = parseMarkdown(
    `# Reading\n\n## Papers\n\n- ${item} [Slow disks and their queues](https://arxiv.org/abs/2401.00001)\n`,
  )
  expect(entries.map(({ title }) => title)).toEqual(['Slow disks and their queues'])
  return entries[0]!.mark
}

test.each([
  ['[ ]', { status: 'unread', starred: false }],
  ['[x]', { status: 'read', starred: false }],
  ['[/]', { status: 'reading', starred: false }],
  ['[~]', { status: 'reading', starred: false }],
  ['[>]', { status: 'to-read', starred: false }],
  ['[-]', { status: 'skipped', starred: false }],
  ['[!]', { status: 'unread', starred: true }],
  ['TODO', { status: 'to-read', starred: false }],
  ['DOING', { status: 'reading', starred: false }],
  ['DONE', { status: 'read', starred: false }],
])('the task box “%s” before a paper is what the user says of it', (box, mark) => {
  expect(markOf(box)).toMatchObject(mark)
})

test('a title that begins with such a word keeps it', () => {
  const { entries } = parseMarkdown(
    '# Reading\n\n## Papers\n\n- TODO Lists Considered Harmful: A Study [[paper](https://arxiv.org/abs/2401.00001)]\n',
  )
  expect(entries).toMatchObject([{ title: 'TODO Lists Considered Harmful: A Study', mark: null }])
})
