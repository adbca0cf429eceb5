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

describe('the reported columns of a table', () => {
  test('have their name, a few sample cells and the field they are read as', () => {
    const [ref, what, who] = columnsOf(TABLE)
    expect(ref).toMatchObject({ name: 'Ref', holds: 'title' })
    expect(what).toEqual({
      name: 'What it says',
      samples: ['Flash Caches That Forget', 'Logs All the Way Down'],
      holds: null,
    })
    expect(who?.name).toBe('Who')
  })

  test('include columns without a header; samples are distinct and cut short', () => {
    const long = 'x'.repeat(500)
    const columns = columnsOf(`title,year\n"${long}",2020,more,again\n${long},2021,more,other\n`)
    expect(columns.map(({ name }) => name)).toEqual(['title', 'year', '', ''])
    expect(columns[0]?.samples).toEqual(['x'.repeat(80)])
    expect(columns[2]?.samples).toEqual(['more'])
    expect(columnsOf('Flash Caches That Forget;2020\nLogs All the Way Down;2021\n')).toHaveLength(2)
  })

  test('are at most 200, even if a row has a million cells', () => {
    expect(columnsOf(`title,year\n${'a,'.repeat(1_000_000)}\n`)).toHaveLength(200)
  })
})

describe('a column that the user assigns', () => {
  test('is read as its new field, and the column that had this field loses it', () => {
    const mapping = correctColumn(columnsOf(TABLE), 1, 'title')
    expect(mapping.slice(0, 2)).toEqual([null, 'title'])
    expect(titlesOf(TABLE, mapping)).toEqual(['Flash Caches That Forget', 'Logs All the Way Down'])
  })

  test('takes precedence over a column with a more likely name', () => {
    const table = 'Title,Article\nShort,The Long Title of the First\nOther,The Long Title of the Second\n'
    expect(titlesOf(table, correctColumn(columnsOf(table), 1, 'title'))).toEqual([
      'The Long Title of the First',
      'The Long Title of the Second',
    ])
  })

  test('is combined with another one where the field can have several values', () => {
    const table = 'Title,Area,Kind\nOn Logs,Storage,Survey\n'
    const mapping = correctColumn(columnsOf(table), 2, 'topics')
    expect(mapping).toEqual(['title', 'topics', 'topics'])
    expect(parseCsv(table, mapping).entries[0]?.topics).toEqual([['Storage'], ['Survey']])
  })

  test('is not read where the user assigns no field', () => {
    const table = 'Title,Year\nOn Logs,2020\n'
    const mapping = correctColumn(columnsOf(table), 1, null)
    expect(parseCsv(table, mapping).entries[0]?.year).toBeNull()
  })

  test('changes how the file is read, and other formats report no columns', () => {
    const bytes = new TextEncoder().encode(TABLE)
    const mapping = correctColumn(columnsOf(TABLE), 1, 'title')
    const found = readImportFile('table.csv', bytes, { mapping })
    expect(found).toMatchObject({ kind: 'papers', columns: [{ holds: null }, { holds: 'title' }, {}] })
    expect(found.kind === 'papers' && found.papers.map(({ title }) => title)).toContain('Logs All the Way Down')
    const other = readImportFile('a.bib', new TextEncoder().encode('@book{a, title = {On Logs}, year = 2020}'))
    expect('columns' in other).toBe(false)
  })
})

test.each([
  ['first author', 'conf', 'Title of paper'],
  ['Lead Author', 'Conference/Journal', 'Paper'],
  ['Author(s)', 'Venue / Journal', 'Paper title'],
])('columns called “%s” and “%s” are people and venues', (people, venue, title) => {
  const { entries } = parseCsv(
    `${title}\t${people}\tyear\t${venue}\nSlow Disks of Old\tAnn Roe\t2007\tSOSP\nFast Disks of New\tBo Doe\t2012\tOSDI\n`,
  )
  expect(entries).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Ann Roe'], year: 2007, venue: 'SOSP' },
    { title: 'Fast Disks of New', authors: ['Bo Doe'], year: 2012, venue: 'OSDI' },
  ])
})
