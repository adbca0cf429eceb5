import { expect, test } from 'vitest'
import { splitAuthors, splitName, toDisplay, toSorted } from '../../../src/formats/entry/personNames.ts'

test.each([
  ['Smith, John', ['John Smith']],
  ['John Smith', ['John Smith']],
  ['Smith, John; Doe, Jane; ', ['John Smith', 'Jane Doe']],
  ['Smith, John and Doe, Jane', ['John Smith', 'Jane Doe']],
  ['John Smith and Jane Doe', ['John Smith', 'Jane Doe']],
  ['John Smith, Jane Doe, and Ada Lovelace', ['John Smith', 'Jane Doe', 'Ada Lovelace']],
  ['John Smith, Jane Doe & Ada Lovelace', ['John Smith', 'Jane Doe', 'Ada Lovelace']],
  ['Smith J., Doe A.B.', ['J. Smith', 'A.B. Doe']],
  ['Smith, J., Doe, A. B.', ['J. Smith', 'A. B. Doe']],
  ['Smith JA, Doe B', ['JA Smith', 'B Doe']],
  ['Smith, John, Doe, Jane', ['John Smith', 'Jane Doe']],
  ['张三、李四，王五', ['张三', '李四', '王五']],
  ['Ada Lovelace | Alan Turing', ['Ada Lovelace', 'Alan Turing']],
  ['Ada Lovelace, et al.', ['Ada Lovelace']],
  ['n/a', []],
])('the authors of “%s” are split', (cell, names) => {
  expect(splitAuthors(cell)).toEqual(names)
})

test('names are inverted and back without losing particles and suffixes', () => {
  for (const name of ['Ludwig van Beethoven', 'Martin Luther King Jr.', 'Ada Lovelace', 'OpenAI', '高斌']) {
    expect(toDisplay(toSorted(name))).toBe(name)
  }
  expect(splitName('Ludwig van Beethoven')).toEqual({ family: 'van Beethoven', given: 'Ludwig' })
  expect(toDisplay('King, Jr., Martin Luther')).toBe('Martin Luther King Jr.')
})
