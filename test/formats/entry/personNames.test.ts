import { expect, test } from 'vitest'
import { toDisplay, toSorted } from '../../../src/formats/entry/displayName.ts'
import { splitAuthors } from '../../../src/formats/entry/personNames.ts'

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
  ['C Okafor, Å Lindström, N Haddad…', ['C Okafor', 'Å Lindström', 'N Haddad']],
  ['Okafor et al.', ['Okafor']],
  ['Okafor C et al.', ['C Okafor']],
  ['Okafor, C., et al.', ['C. Okafor']],
  ['Chidi Okafor, Nour Haddad, and others', ['Chidi Okafor', 'Nour Haddad']],
  ['Okafor, Haddad & Doe', ['Okafor', 'Haddad', 'Doe']],
  ['Lira R, de Oliveira Filho ASB, Cruz A.', ['R Lira', 'ASB de Oliveira Filho', 'A Cruz']],
  ['Vander Lugt MT.', ['MT Vander Lugt']],
  ['Doe J.', ['J. Doe']],
  ['Muster, Anna; Sample, Cy & Exempel, Di', ['Anna Muster', 'Cy Sample', 'Di Exempel']],
  ['Roe, Ann, Bo Doe, and Cy Poe', ['Ann Roe', 'Bo Doe', 'Cy Poe']],
  ['Vander Lugt MT; Ahmed IA', ['MT Vander Lugt', 'IA Ahmed']],
  ['杨, 育伟; 蔡, 洪; 王小铭', ['杨育伟', '蔡洪', '王小铭']],
  ['王小明, 李雷', ['王小明', '李雷']],
  ['李雷, 王芳', ['李雷', '王芳']],
  ['김민준, 이서연', ['김민준', '이서연']],
  ['김, 민준', ['김민준']],
  ['山田太郎・鈴木花子', ['山田太郎', '鈴木花子']],
  ['Wang, Xiaoming (王小明); Roe, Ann', ['Xiaoming Wang (王小明)', 'Ann Roe']],
  ['Roe, Ann; Doe, Bo; and Poe, Cy', ['Ann Roe', 'Bo Doe', 'Cy Poe']],
  ['Roe, A., Doe, B., and 12 others', ['A. Roe', 'B. Doe']],
  ['Ann Roe, Bo Doe, +3 more', ['Ann Roe', 'Bo Doe']],
  ['Ann Roe1, Bo Doe2*', ['Ann Roe', 'Bo Doe']],
  ['Ann Roe (0000-0001-2345-6789); Bo Doe', ['Ann Roe', 'Bo Doe']],
  ['Ministry of Health,; Roe, Ann', ['Ministry of Health', 'Ann Roe']],
  ['University of California,, Berkeley; Roe, Ann', ['University of California, Berkeley', 'Ann Roe']],
  ['[Anonymous]', []],
])('the authors of “%s” are split', (cell, names) => {
  expect(splitAuthors(cell)).toEqual(names)
})

test('names are inverted and back without losing particles and suffixes', () => {
  for (const name of ['Ludwig van Beethoven', 'Martin Luther King Jr.', 'Ada Lovelace', 'OpenAI', '高斌']) {
    expect(toDisplay(toSorted(name))).toBe(name)
  }
  expect(toDisplay('King, Jr., Martin Luther')).toBe('Martin Luther King Jr.')
})

test('letters in the place of a given name are initials, also where they spell a suffix', () => {
  for (const initials of ['I', 'V', 'JR', 'SR', 'MD', 'IV', 'VI']) {
    expect(toDisplay(`Smith, ${initials}`)).toBe(`${initials} Smith`)
  }
  expect(toDisplay('Smith, Jr.')).toBe('Smith Jr.')
  expect(toDisplay('Smith, John, IV')).toBe('John Smith IV')
})
