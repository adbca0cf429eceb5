import { describe, expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { recordsOfKind, valueOf } from '../../../src/model/mark/userRecord.ts'
import { keysOfNotes } from '../../../src/model/note/field/keysOfNotes.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { renameKey, renameKeyValue } from '../../../src/store/library/noteKeys.ts'
import { saveView } from '../../../src/store/library/savedViews.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { A, B, C, START_MS } from '../../support/marks.ts'

const PAPERS = [A, B, C]

function start(notes: readonly string[], query = '') {
  const now = () => START_MS
  const library = createLibrary(new Map(), createClock('here', now), now)
  const viewing = createViewing(createAddress(query), createSetting(), createSetting(), now)
  for (const [i, note] of notes.entries()) library.getState().edit([PAPERS[i]!], { note })
  const keys = () => keysOfNotes(library.getState().marks)
  const named = (label: string) => keys().find((key) => key.label === label)!
  return {
    library,
    viewing,
    keys,
    named,
    value: (label: string, value: string) => named(label).values.find((one) => one.label === value)!,
    notes: () => PAPERS.map((paper) => toMark(library.getState().marks.get(paper)).note),
    views: () => recordsOfKind(library.getState().userRecords, 'view').map(({ cells }) => valueOf(cells, 'address')),
    view: () => viewing.getState().view,
  }
}

describe('the keys of notes', () => {
  test('that differ by case, blanks and hyphens only are one, as most often written', () => {
    const { keys } = start(['Speed-up: 2×\nData: A, b', 'speed up: 3×', 'Speed-up: 4×\nData: B; c'])
    expect(keys().map(({ label, papers }) => [label, papers.length])).toEqual([
      ['Speed-up', 3],
      ['Data', 2],
    ])
    expect(keys()[1]!.values.map(({ label, papers }) => [label, papers.length])).toEqual([
      ['B', 2],
      ['A', 1],
      ['c', 1],
    ])
  })
})

describe('a key that is renamed', () => {
  const NOTES = ['Words.\n\n- **Dataset**: A, B\n- Other: x', '> Dataset: quoted\n\ndataset: C', 'Dataset of prose']
  test('is renamed in every note that has it and nowhere else, as one step of undo', () => {
    const app = start(NOTES)
    const steps = app.library.getState().past.length
    renameKey(app, app.named('Dataset'), 'Corpus')
    expect(app.notes()).toEqual([
      'Words.\n\n- **Corpus**: A, B\n- Other: x',
      '> Dataset: quoted\n\nCorpus: C',
      'Dataset of prose',
    ])
    expect(app.library.getState().past).toHaveLength(steps + 1)
    expect(app.library.getState().past.at(-1)!.papers).toBe(2)
    app.library.getState().undo()
    expect(app.notes()).toEqual(NOTES)
  })

  test('to another key becomes one with it, with the values of both', () => {
    const app = start(['Data: A\nDataset: B', 'Data: C', 'Dataset: D'])
    renameKey(app, app.named('Data'), 'Dataset')
    expect(app.keys().map(({ label, papers }) => [label, papers.length])).toEqual([['Dataset', 3]])
    expect(app.keys()[0]!.values.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D'])
    app.library.getState().undo()
    expect(app.notes()).toEqual(['Data: A\nDataset: B', 'Data: C', 'Dataset: D'])
  })

  test('is followed by the view and the saved views, all undone with it', () => {
    const query =
      'q=dataset:a+-has:dataset+other:b&sort=-note.dataset,title&group=note.dataset&order=title,note.dataset&show=note.dataset,note.corpus&keys=Data+set,Metric&width=note.dataset:200'
    const app = start(NOTES, query)
    saveView(app, 'Mine')
    const [before, saved] = [app.view(), app.views()]
    renameKey(app, app.named('Dataset'), 'Corpus')
    expect(app.view()).toMatchObject({
      text: 'corpus:a -has:corpus other:b',
      sort: [{ by: 'note.corpus', descending: true }, { by: 'title' }],
      group: 'note.corpus',
      columns: {
        order: ['title', 'note.corpus'],
        shown: ['note.corpus'],
        newKeys: ['Metric'],
        widths: { 'note.corpus': 200 },
      },
    })
    expect(app.views()[0]).not.toContain('dataset')
    app.library.getState().undo()
    expect(app.view()).toEqual(before)
    expect(app.views()).toEqual(saved)
    app.library.getState().redo()
    expect(app.view().group).toBe('note.corpus')
  })

  test('leaves a view that does not name it as it is', () => {
    const app = start(NOTES, 'q=gpu&show=note.other')
    saveView(app, 'Mine')
    const [before, saved] = [app.view(), app.views()]
    renameKey(app, app.named('Dataset'), 'Corpus')
    expect(app.view()).toBe(before)
    expect(app.views()).toEqual(saved)
  })
})

describe('a value that is renamed', () => {
  test('is renamed in all notes, once where the line has the new one already, as one step of undo', () => {
    const notes = ['Data: imagenet, LAION', 'Data: **ImageNet**; coco\nOther: imagenet', 'Data: IN-1k, ImageNet']
    const app = start(notes, 'q=data:imagenet+data:image')
    const steps = app.library.getState().past.length
    renameKeyValue(app, app.named('Data'), app.value('Data', 'ImageNet'), 'IN-1k')
    expect(app.notes()).toEqual(['Data: IN-1k, LAION', 'Data: **IN-1k**; coco\nOther: imagenet', 'Data: IN-1k'])
    expect(app.view().text).toBe('data:IN-1k data:image')
    expect(app.library.getState().past).toHaveLength(steps + 1)
    app.library.getState().undo()
    expect(app.notes()).toEqual(notes)
    expect(app.view().text).toBe('data:imagenet data:image')
  })
  test('keeps what stands beside it when the first of a line goes', () => {
    const app = start(['Data: a , b;c'])
    renameKeyValue(app, app.named('Data'), app.value('Data', 'a'), 'B')
    expect(app.notes()[0]).toBe('Data: b;c')
  })
})
