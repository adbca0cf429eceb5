import { expect, test } from 'vitest'
import { parseRis } from '../../../src/formats/ris/parse.ts'

test('plain text of the Web of Science gives full names, joined lines and the day of publication', () => {
  const { entries, notices } = parseRis(
    [
      'FN Clarivate Analytics Web of Science',
      'PT J',
      'AU Roe, A',
      '   Doe, B',
      'AF Roe, Ann',
      '   Doe, Bo',
      'TI Slow disks: a',
      '   study in two parts',
      'SO JOURNAL OF DISKS',
      'PY 2021',
      'DI 10.1000/d.1',
      'DA 2024-01-02',
      'ER',
      '',
      'PT C',
      'AU Poe, C',
      'TI Fast disks',
      'BT PROCEEDINGS OF THE DISK CONFERENCE',
      'PY 2022',
      'ER',
      'EF',
    ].join('\n'),
  )
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks: a study in two parts',
      authors: ['Ann Roe', 'Bo Doe'],
      year: 2021,
      venue: 'JOURNAL OF DISKS',
      doi: '10.1000/d.1',
      line: 2,
    },
    { title: 'Fast disks', authors: ['C Poe'], venue: 'PROCEEDINGS OF THE DISK CONFERENCE', year: 2022 },
  ])
})

test('the tagged format of RefWorks is read, with several names in a line as CNKI writes them', () => {
  const { entries } = parseRis(
    'RT Journal Article\nSR 1\nA1 张三;李四\nT1 慢盘的研究\nJF 磁盘学报\nYR 2021\nUL https://example.org/d\n\nRT Book\nA1 Roe, Ann\nT1 Disks\nYR 2020\n',
  )
  expect(entries).toMatchObject([
    { title: '慢盘的研究', authors: ['张三', '李四'], venue: '磁盘学报', year: 2021 },
    { title: 'Disks', authors: ['Ann Roe'], year: 2020 },
  ])
})
