// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { focusNote } from '../../../src/ui/controls/focus.ts'

const frames = (count: number) =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => resolve(count > 1 ? frames(count - 1) : undefined))
  })

const PAPER = 'doi:10.1/1' as PaperId

/** Asks for the note, which is drawn some frames later, and tells what has the keyboard then. */
async function askForNote(meanwhile: (search: HTMLInputElement) => void) {
  const [search, note] = [document.createElement('input'), document.createElement('textarea')]
  document.body.replaceChildren(search)
  note.dataset['note'] = ''
  const open = document.createElement('section')
  open.dataset['paper'] = PAPER
  const asked = focusNote(PAPER)
  meanwhile(search)
  await frames(3)
  open.append(note)
  document.body.append(open)
  await asked
  return document.activeElement?.localName
}

test('the note has the keyboard as soon as it is drawn', async () => {
  expect(await askForNote(() => {})).toBe('textarea')
})

test('but not where the reader has begun to write somewhere else', async () => {
  expect(await askForNote((search) => search.focus())).toBe('input')
})
