import { expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { insertTemplate, templatesOf, THREE_PASSES } from '../../../src/model/note/template.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { removeTemplate, renameTemplate, saveTemplate } from '../../../src/store/library/templates.ts'
import { START_MS } from '../../support/marks.ts'
import { marked, writing } from '../../support/writings.ts'

const start = () => {
  const library = createLibrary(
    new Map(),
    createClock('here', () => START_MS),
  )
  const names = () => templatesOf(library.getState().userRecords).map(({ name }) => name)
  const idOf = (wanted: string) => templatesOf(library.getState().userRecords).find(({ name }) => name === wanted)!.id!
  return { library, names, idOf }
}

test('the template of the app comes first, then the user’s own in order of name', () => {
  const { library, names } = start()
  for (const name of ['Review', 'audit', 'Audit']) saveTemplate(library.getState(), name, 'text')
  expect(names()[0]).toBe(THREE_PASSES.name)
  expect(
    names()
      .slice(1)
      .map((name) => name.toLowerCase()),
  ).toEqual(['audit', 'audit', 'review'])
})

test('each change of a template can be undone, and a blank new name changes nothing', () => {
  const { library, names, idOf } = start()
  saveTemplate(library.getState(), ' First ', 'text', 0, 0.5)
  saveTemplate(library.getState(), 'Second', 'other', 0, 0.25)
  renameTemplate(library.getState(), idOf('First'), 'Third')
  renameTemplate(library.getState(), idOf('Third'), '  ')
  removeTemplate(library.getState(), idOf('Second'))
  expect(names().slice(1)).toEqual(['Third'])
  library.getState().undo()
  expect(names().slice(1)).toEqual(['Second', 'Third'])
  library.getState().undo()
  expect(names().slice(1)).toEqual(['First', 'Second'])
  library.getState().undo()
  library.getState().undo()
  expect(names()).toEqual([THREE_PASSES.name])
})

test('the caret is set after the first colon that ends a line, or at the end', () => {
  const insert = (text: string, into: string) => marked(insertTemplate({ id: null, name: '', text })(writing(into)))
  expect(insert('# What: a heading\n\n- Why: \n- How:\n', '|')).toBe('# What: a heading\n\n- Why: |\n- How:\n')
  expect(insert('Just text\n', 'before|')).toBe('before\n\nJust text|\n')
})
