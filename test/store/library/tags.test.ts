import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { recordsOfKind, valueOf } from '../../../src/model/mark/userRecord.ts'
import { colourOf } from '../../../src/model/tag/tagColour.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { saveView } from '../../../src/store/library/savedViews.ts'
import { colourTag, deleteTag, renameTag } from '../../../src/store/library/tags.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { A, B, C, START_MS } from '../../support/marks.ts'

const PAPERS = [A, B, C]

function start(tags: readonly (readonly string[])[] = [], query = '') {
  const now = () => START_MS
  const library = createLibrary(new Map(), createClock('here', now), now)
  const viewing = createViewing(createAddress(query), createSetting(), createSetting(), now)
  for (const [i, some] of tags.entries()) library.getState().edit([PAPERS[i]!], { tags: some })
  return {
    library,
    viewing,
    tags: () => PAPERS.map((paper) => toMark(library.getState().marks.get(paper)).tags),
    colour: (tag: string) => colourOf(library.getState().userRecords, tag),
    views: () => recordsOfKind(library.getState().userRecords, 'view').map(({ cells }) => valueOf(cells, 'address')),
    text: () => viewing.getState().view.text,
  }
}

describe('a tag that is renamed', () => {
  test('is renamed on every paper with all below it, as one step of undo', () => {
    const app = start([['a', 'x'], ['a/b'], ['ab']])
    const steps = app.library.getState().past.length
    renameTag(app, 'a', 'c')
    expect(app.tags()).toEqual([['c', 'x'], ['c/b'], ['ab']])
    expect(app.library.getState().past).toHaveLength(steps + 1)
    expect(app.library.getState().past.at(-1)!.papers).toBe(2)
    app.library.getState().undo()
    expect(app.tags()).toEqual([['a', 'x'], ['a/b'], ['ab']])
  })

  test('to the name of another becomes one with it', () => {
    const app = start([['a', 'b'], ['a'], ['b']])
    renameTag(app, 'a', 'b')
    expect(app.tags()).toEqual([['b'], ['b'], ['b']])
    app.library.getState().undo()
    expect(app.tags()).toEqual([['a', 'b'], ['a'], ['b']])
  })

  test('keeps its colour, and is followed by saved views, both undone with it', () => {
    const app = start([['a'], ['b']], 'q=tag:A+gpu&sort=title')
    saveView(app, 'Mine')
    app.viewing.getState().change({ text: 'gpu -tag:"a/b c"', sort: [] })
    saveView(app, 'Other')
    colourTag(app, 'a', 'red')
    const before = app.views()
    const steps = app.library.getState().past.length
    renameTag(app, 'a', 'to do')
    expect(new Set(app.views())).toEqual(
      new Set(['q=tag:"to+do"+gpu&sort=title', 'q=gpu+-tag:"to+do/b+c"'].map(escaped)),
    )
    expect([app.colour('a'), app.colour('to do')]).toEqual([null, 'red'])
    expect(app.library.getState().past).toHaveLength(steps + 1)
    app.library.getState().undo()
    expect([app.views(), app.colour('a'), app.colour('to do')]).toEqual([before, 'red', null])
  })

  test('is followed by the present query, also by undo and redo, unless something else was asked since', () => {
    const app = start([['a']], 'q=tag:a+gpu')
    renameTag(app, 'a', 'b')
    expect(app.text()).toBe('tag:b gpu')
    app.library.getState().undo()
    expect(app.text()).toBe('tag:a gpu')
    app.library.getState().redo()
    expect(app.text()).toBe('tag:b gpu')
    app.viewing.getState().change({ text: 'tag:b' })
    app.library.getState().undo()
    expect(app.text()).toBe('tag:b')
  })

  test('and undone means on every paper what it meant before, whatever the tags and names', () => {
    const name = fc.stringMatching(/^[aA/é🎉]{1,3}$/u)
    const some = fc.array(name, { maxLength: 4 })
    fc.assert(
      fc.property(fc.tuple(some, some, some), name, name, (tags, from, to) => {
        const app = start(tags)
        const before = app.tags()
        const steps = app.library.getState().past.length
        renameTag(app, from, to)
        const after = app.tags()
        // Most names are not among so few tags: nothing is done then.
        fc.pre(app.library.getState().past.length > steps)
        app.library.getState().undo()
        expect(app.tags()).toEqual(before)
        app.library.getState().redo()
        expect(app.tags()).toEqual(after)
      }),
    )
  })
})

describe('a tag that is deleted', () => {
  test('goes from every paper with all below it and with its colours, as one step of undo', () => {
    const app = start([['a', 'x'], ['a/b'], ['ab']])
    colourTag(app, 'a/b', 'blue')
    deleteTag(app, 'a')
    expect([app.tags(), app.colour('a/b')]).toEqual([[['x'], [], ['ab']], null])
    app.library.getState().undo()
    expect([app.tags(), app.colour('a/b')]).toEqual([[['a', 'x'], ['a/b'], ['ab']], 'blue'])
  })
})

/** As an address is written. */
const escaped = (address: string) => address.replaceAll('"', '%22')
