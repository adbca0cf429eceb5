import { fireEvent, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { parseCsv } from '../../../src/formats/csv/parse.ts'
import type { Mapping } from '../../../src/formats/csv/mapping.ts'
import { ImportColumns } from '../../../src/ui/import/ImportColumns.tsx'

test('the columns of a bibliography are said to be used, and the user can leave one out', () => {
  const { columns } = parseCsv('Title,Volume,Keywords,Cited by\nSlow Disks of Old,3,disks,7\n')
  let corrected: Mapping = []
  render(<ImportColumns columns={columns!} onCorrect={(mapping) => (corrected = mapping)} />)
  fireEvent.click(screen.getByText('Columns: 3 of 4 used'))
  const volume = screen.getByRole<HTMLSelectElement>('combobox', { name: 'What “Volume” holds' })
  expect(volume.selectedOptions[0]!.textContent).toBe('Volume')
  const more = within(volume).getByRole('group', { name: 'Shown under More' })
  expect(
    within(more)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toContain('Publisher')
  fireEvent.change(volume, { target: { value: '' } })
  expect(corrected).toEqual(['title', null, 'keywords', null])
})
