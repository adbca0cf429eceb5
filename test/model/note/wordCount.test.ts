import { expect, test } from 'vitest'
import { countWords } from '../../../src/model/note/wordCount.ts'

test.each([
  ['', 0],
  ['   \n', 0],
  ['one', 1],
  ['Two words, and a dash – no word', 7],
  ["it's $x^2$ well-known", 3],
  ['- [ ] a task\n\n---', 2],
  ['用GPU训练', 3],
])('the word count of %j is %i', (note, words) => {
  expect(countWords(note)).toBe(words)
})

// The browser’s dictionary decides which words these are.
test.each(['我们在论文中提出一种方法', 'これは新しい方法の論文です', 'บทความวิจัยใหม่'])(
  '%j, without spaces, has more than one word, and fewer than its characters',
  (note) => {
    expect(countWords(note)).toBeGreaterThan(1)
    expect(countWords(note)).toBeLessThan(note.length)
  },
)

test('the words of a megabyte of punctuation are counted', () => {
  expect(countWords('-'.repeat(1_000_000))).toBe(0)
})
