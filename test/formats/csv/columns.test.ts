import { describe, expect, test } from 'vitest'
import { parseCsv } from '../../../src/formats/csv/parse.ts'
import { correctColumn } from '../../../src/formats/csv/columns.ts'
import { readImportFile } from '../../../src/formats/workers/readAny.ts'

const TABLE = `Ref,What it says,Who
Caches forget on purpose and by regret,Flash Caches That Forget,Ada Lovelace and Grace Hopper
Logs are what remains when all else is gone,Logs All the Way Down,Barbara Liskov
`
const columnsOf = (text: string) => parseCsv(text).columns ?? []
const titlesOf = (text: string, mapping: ReturnType<typeof correctColumn>) =>
  parseCsv(text, mapping).entries.map(({ title }) => title)

describe('the columns of a table', () => {
  test('are told by name, with some of their cells, and what they are taken for', () => {
    const [ref, what, who] = columnsOf(TABLE)
    expect(ref).toMatchObject({ name: 'Ref', holds: 'title' })
    expect(what).toEqual({
      name: 'What it says',
      samples: ['Flash Caches That Forget', 'Logs All the Way Down'],
      holds: null,
    })
    expect(who?.name).toBe('Who')
  })

  test('are told where there is no header, and where rows are longer than it; each cell once and none in full', () => {
    const long = 'x'.repeat(500)
    const columns = columnsOf(`title,year\n"${long}",2020,more,again\n${long},2021,more,other\n`)
    expect(columns.map(({ name }) => name)).toEqual(['title', 'year', '', ''])
    expect(columns[0]?.samples).toEqual(['x'.repeat(80)])
    expect(columns[2]?.samples).toEqual(['more'])
    expect(columnsOf('Flash Caches That Forget;2020\nLogs All the Way Down;2021\n')).toHaveLength(2)
  })

  test('are those that anybody looks through where a line has a million', () => {
    expect(columnsOf(`title,year\n${'a,'.repeat(1_000_000)}\n`)).toHaveLength(200)
  })
})

describe('a column that the reader corrects', () => {
  test('holds what they said, and the one that was taken for it gives it up', () => {
    const mapping = correctColumn(columnsOf(TABLE), 1, 'title')
    expect(mapping.slice(0, 2)).toEqual([null, 'title'])
    expect(titlesOf(TABLE, mapping)).toEqual(['Flash Caches That Forget', 'Logs All the Way Down'])
  })

  test('has its say even over a column whose name says more', () => {
    const table = 'Title,Article\nShort,The Long Title of the First\nOther,The Long Title of the Second\n'
    expect(titlesOf(table, correctColumn(columnsOf(table), 1, 'title'))).toEqual([
      'The Long Title of the First',
      'The Long Title of the Second',
    ])
  })

  test('is put together with another where a paper has several such', () => {
    const table = 'Title,Area,Kind\nOn Logs,Storage,Survey\n'
    const mapping = correctColumn(columnsOf(table), 2, 'topics')
    expect(mapping).toEqual(['title', 'topics', 'topics'])
    expect(parseCsv(table, mapping).entries[0]?.topics).toEqual([['Storage'], ['Survey']])
  })

  test('can be of no use, and then nothing of it is read', () => {
    const table = 'Title,Year\nOn Logs,2020\n'
    const mapping = correctColumn(columnsOf(table), 1, null)
    expect(parseCsv(table, mapping).entries[0]?.year).toBeNull()
  })

  test('changes what a file is read as, and those of other formats have none', () => {
    const bytes = new TextEncoder().encode(TABLE)
    const mapping = correctColumn(columnsOf(TABLE), 1, 'title')
    const found = readImportFile('table.csv', bytes, mapping)
    expect(found).toMatchObject({ kind: 'papers', columns: [{ holds: null }, { holds: 'title' }, {}] })
    expect(found.kind === 'papers' && found.papers.map(({ title }) => title)).toContain('Logs All the Way Down')
    const other = readImportFile('a.bib', new TextEncoder().encode('@book{a, title = {On Logs}, year = 2020}'))
    expect('columns' in other).toBe(false)
  })
})
