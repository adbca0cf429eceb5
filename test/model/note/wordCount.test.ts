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
])('%j has so many words: %i', (note, words) => {
  expect(countWords(note)).toBe(words)
})

// Which words those are is for the dictionary of the browser to say.
test.each(['我们在论文中提出一种方法', 'これは新しい方法の論文です', 'บทความวิจัยใหม่'])(
  '%j, without blanks, has more than one word, and fewer than signs',
  (note) => {
    expect(countWords(note)).toBeGreaterThan(1)
    expect(countWords(note)).toBeLessThan(note.length)
  },
)

test('a megabyte of signs is counted as fast as it is read', () => {
  expect(countWords('-'.repeat(1_000_000))).toBe(0)
})
