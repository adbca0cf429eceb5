import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { STATUSES, statusChanges, toMark, UNMARKED, type Mark } from '../../../src/model/mark/mark.ts'
import { parseKept, type Marks } from '../../../src/model/mark/cell.ts'
import { putBack } from '../../../src/model/backup/restore.ts'
import { identityOf } from '../../../src/model/mark/markIdentity.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { versions } from '../../../src/model/mark/noteVersions.ts'
import { rankOfTime } from '../../../src/model/queue/rank.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { recordId, valueOf } from '../../../src/model/mark/userRecord.ts'
import { A, B, C, kept, stampAt, START_MS } from '../../support/marks.ts'

/** A library whose clock only moves when the test moves it. */
function start(loaded: Marks = new Map()) {
  let now = START_MS
  const clock = createClock('here', () => now)
  const library = createLibrary(loaded, clock, () => now)
  const { edit, undo, redo, receive } = library.getState()
  return {
    library,
    clock,
    edit,
    undo,
    redo,
    receive,
    pass: (ms: number) => (now += ms),
    kept: (paper = A) => library.getState().marks.get(paper),
    mark: (paper = A) => toMark(library.getState().marks.get(paper)),
    steps: () => [library.getState().past.length, library.getState().future.length],
  }
}

test('undo brings a paper back to its place in Up next, and redo takes it away again', () => {
  const { edit, undo, redo, mark, pass } = start()
  const next = rankOfTime(1)
  edit([A], { status: 'to-read', next })
  pass(1)
  edit([A], { status: 'read' })
  expect(mark().next).toBeUndefined()
  undo()
  expect(mark()).toMatchObject({ status: 'to-read', next })
  redo()
  expect(mark()).toEqual({ ...UNMARKED, status: 'read' })
})

describe('a record', () => {
  const VIEW = recordId('view', 'a')

  test('is kept beside the marks, as one step of undo', () => {
    const { library, undo, redo, steps } = start()
    const name = () => valueOf(library.getState().userRecords.get(VIEW), 'name')
    library.getState().saveRecords([[VIEW, { name: 'To do', query: 'is:unread' }]])
    expect([name(), steps()]).toEqual(['To do', [1, 0]])
    undo()
    expect(name()).toBe(null)
    redo()
    expect(name()).toBe('To do')
  })

  test('makes no step when written with the values that it has', () => {
    const { library, steps } = start()
    library.getState().saveRecords([[VIEW, { name: 'To do', query: null }]])
    library.getState().saveRecords([[VIEW, { name: 'To do' }]])
    expect(steps()).toEqual([1, 0])
  })

  test('keeps the same map while only papers change, and changes with writes from elsewhere', () => {
    const { library, edit, receive } = start()
    library.getState().saveRecords([[VIEW, { name: 'To do' }]])
    const { userRecords } = library.getState()
    edit([A], { starred: true })
    expect(library.getState().userRecords).toBe(userRecords)
    receive(new Map([[VIEW, new Map([['name', ['Done', stampAt(1000)]]])]]))
    expect(valueOf(library.getState().userRecords.get(VIEW), 'name')).toBe('Done')
  })
})

describe('an edit', () => {
  test('changes the named cells and leaves the others', () => {
    const { edit, mark } = start(new Map([[A, kept({ note: 'before', tags: ['x'] })]]))
    edit([A], { starred: true, status: 'reading' })
    expect(mark()).toEqual({ status: 'reading', starred: true, tags: ['x'], note: 'before' })
  })

  test('of many papers is one step, undone and redone as one', () => {
    const { edit, undo, redo, mark, steps, library } = start(new Map([[B, kept({ status: 'skipped' })]]))
    edit([A, B, C], { status: 'read' })
    expect(library.getState().past).toMatchObject([{ papers: 3, at: START_MS }])
    undo()
    expect([A, B, C].map((paper) => mark(paper).status)).toEqual(['unread', 'skipped', 'unread'])
    redo()
    expect([A, B, C].map((paper) => mark(paper).status)).toEqual(['read', 'read', 'read'])
    expect(steps()).toEqual([1, 0])
  })

  test('counts only the papers it changed', () => {
    const { edit, library } = start(new Map([[B, kept({ starred: true })]]))
    edit([A, B], { starred: true })
    expect(library.getState().past).toMatchObject([{ papers: 1 }])
    expect(library.getState().changed).toEqual({ papers: [A], here: true, noteOnly: false })
  })

  test('that changes nothing makes no step, saves nothing and repaints nothing', () => {
    const { edit, undo, library, steps } = start()
    edit([A], { starred: true })
    undo()
    const before = library.getState()
    edit([A], { starred: false, status: 'unread', tags: [], note: '' })
    edit([], { starred: true })
    edit([A], {})
    expect(library.getState()).toBe(before)
    expect(steps()).toEqual([0, 1])
  })

  test('can be computed from each paper’s mark', () => {
    const { edit, mark } = start(new Map([[A, kept({ tags: ['old'] })]]))
    edit([A, B], ({ tags }) => ({ tags: [...tags, 'new'] }))
    expect(mark(A).tags).toEqual(['new', 'old'])
    expect(mark(B).tags).toEqual(['new'])
  })

  test('replaces the objects of the marks it changes, and no others', () => {
    const app = start(
      new Map([
        [A, kept({ starred: true })],
        [B, kept({ starred: true })],
      ]),
    )
    const [a, b, marks] = [app.kept(A), app.kept(B), app.library.getState().marks]
    app.edit([A], { note: 'x' })
    expect(app.kept(A)).not.toBe(a)
    expect(app.kept(B)).toBe(b)
    expect(toMark(marks.get(A)).note).toBe('')
  })

  test('gets a later stamp than all seen before, even after the wall clock went back', () => {
    const { edit, pass, mark, receive } = start()
    const theirs = new Map([[A, kept({ starred: true, status: 'read' }, 60_000)]])
    receive(theirs)
    edit([A], { starred: false })
    pass(-10_000)
    edit([A], { status: 'skipped' })
    receive(theirs)
    expect(mark()).toMatchObject({ starred: false, status: 'skipped' })
  })

  test('tells whether it changed only notes', () => {
    const { edit, library } = start()
    edit([A, B], { note: 'x' })
    expect(library.getState().changed).toEqual({ papers: [A, B], here: true, noteOnly: true })
    edit([A], { note: 'y', starred: true })
    expect(library.getState().changed.noteOnly).toBe(false)
  })
})

describe('an edit of a paper that is shown', () => {
  test('records its title and aliases in the same change, and undo leaves them', () => {
    const identify = (paper: PaperId) => (paper === A ? { title: 'A paper', aliases: [A, B] } : undefined)
    const library = createLibrary(
      new Map(),
      createClock('here', () => START_MS),
      () => START_MS,
      identify,
    )
    let changes = 0
    library.subscribe(() => (changes += 1))
    library.getState().edit([A, C], { starred: true })
    expect(changes).toBe(1)
    const identity = () => identityOf(A, library.getState().marks.get(A)!)
    expect(identity()).toMatchObject({ title: 'A paper', aliases: [A, B] })
    expect(identityOf(C, library.getState().marks.get(C)!).title).toBeNull()
    library.getState().undo()
    expect(toMark(library.getState().marks.get(A)).starred).toBe(false)
    expect(identity()).toMatchObject({ title: 'A paper', aliases: [A, B] })
  })

  test('is only about its note where only that changed', () => {
    const library = createLibrary(
      new Map(),
      createClock('here', () => START_MS),
      () => START_MS,
      () => ({
        title: 'A paper',
        aliases: [A],
      }),
    )
    library.getState().edit([A], { note: 'first' })
    expect(library.getState().changed.noteOnly).toBe(true)
  })
})

describe('undo', () => {
  test('restores the state before each step, and redo brings it back', () => {
    const loaded = kept({ status: 'reading', starred: true, tags: ['a', 'b'], note: 'as it was' })
    const { edit, undo, redo, mark, steps } = start(new Map([[A, loaded]]))
    const before = mark()
    edit([A], { tags: ['b', 'c'] })
    edit([A], { status: 'read', starred: false, note: '' })
    const after = mark()
    expect(steps()).toEqual([2, 0])

    undo()
    expect(mark()).toEqual({ ...before, tags: ['b', 'c'] })
    undo()
    expect(mark()).toEqual(before)
    expect(steps()).toEqual([0, 2])

    redo()
    redo()
    expect(mark()).toEqual(after)
    expect(steps()).toEqual([2, 0])
  })

  test('takes back one star at a time, however fast the stars were set', () => {
    const { edit, undo, mark, steps } = start()
    edit([A], { starred: true })
    edit([A], { starred: false })
    expect(steps()).toEqual([2, 0])
    undo()
    expect(mark().starred).toBe(true)
  })

  test('leaves marks that can be saved and read again', () => {
    const { edit, undo, kept: marked } = start()
    edit([A], { status: 'read', starred: true, tags: ['x'], note: 'n' })
    undo()
    expect(parseKept(structuredClone(marked()))).toEqual(marked())
  })

  test('does nothing where there is no step, and neither does redo', () => {
    const { undo, redo, library } = start()
    const before = library.getState()
    undo()
    redo()
    expect(library.getState()).toBe(before)
  })

  test('of a status removes its history entry, and redo restores the entry with its time', () => {
    const { edit, undo, redo, kept: marked, pass } = start()
    edit([A], { status: 'reading' })
    pass(60_000)
    edit([A], { status: 'read' })
    const history = statusChanges(marked()!)
    pass(60_000)
    undo()
    expect(statusChanges(marked()!)).toEqual([{ status: 'reading', at: START_MS }])
    undo()
    expect(statusChanges(marked()!)).toEqual([])
    redo()
    redo()
    expect(statusChanges(marked()!)).toEqual(history)
    expect(history).toEqual([
      { status: 'reading', at: START_MS },
      { status: 'read', at: START_MS + 60_000 },
    ])
  })

  test('writes later stamps, so that it wins in other tabs too', () => {
    const { edit, undo, kept: marked, receive } = start()
    edit([A], { starred: true })
    const told = marked()!
    undo()
    receive(new Map([[A, told]]))
    expect(toMark(marked()).starred).toBe(false)
  })

  test('and redo are changes made here, which are saved', () => {
    const { edit, undo, redo, library } = start()
    edit([A], { starred: true })
    undo()
    expect(library.getState().changed).toEqual({ papers: [A], here: true, noteOnly: false })
    redo()
    expect(library.getState().changed).toEqual({ papers: [A], here: true, noteOnly: false })
  })

  test('leaves nothing to redo once a new step was made', () => {
    const { edit, undo, steps } = start()
    edit([A], { starred: true })
    undo()
    edit([B], { starred: true })
    expect(steps()).toEqual([1, 0])
  })

  test('keeps what another tab has written since, and takes back the rest of the step', () => {
    const app = start()
    app.edit([A, B], { note: 'mine' })
    app.receive(new Map([[A, kept({ note: 'theirs' }, 1000, app.kept(A))]]))
    app.undo()
    expect(app.mark(A).note).toBe('theirs')
    expect(app.mark(B).note).toBe('')
  })

  test('keeps a status, a star or a tag that another tab has set since', () => {
    const app = start()
    app.edit([A, B], { status: 'read', starred: true, tags: ['x'] })
    const theirs = kept({ status: 'skipped', starred: false, tags: [] }, 1000, app.kept(A))
    app.receive(new Map([[A, theirs]]))
    app.undo()
    expect(app.mark(A)).toMatchObject({ status: 'skipped', starred: false, tags: [] })
    expect(app.mark(B)).toEqual(UNMARKED)
    app.receive(new Map([[B, kept({ status: 'reading' }, 2000, app.kept(B))]]))
    app.redo()
    expect(app.mark(A).status).toBe('skipped')
    expect(app.mark(B)).toMatchObject({ status: 'reading', starred: true, tags: ['x'] })
  })

  test('keeps a value that another tab has changed since and changed back', () => {
    const app = start()
    app.edit([A, B], { starred: true })
    const changed = kept({ starred: false }, 1000, app.kept(A))
    app.receive(new Map([[A, kept({ starred: true }, 2000, changed)]]))
    app.undo()
    expect([app.mark(A).starred, app.mark(B).starred]).toEqual([true, false])
    app.receive(new Map([[B, kept({ starred: false }, 4000, kept({ starred: true }, 3000, app.kept(B)))]]))
    app.redo()
    expect([app.mark(A).starred, app.mark(B).starred]).toEqual([true, false])
  })

  test('keeps what a merge with another paper’s mark has brought since', () => {
    const app = start()
    app.edit([B], { status: 'skipped' })
    app.pass(1000)
    app.edit([A], { status: 'read' })
    app.library.getState().adopt([], [[A, B]])
    expect(app.mark(B).status).toBe('read')
    app.undo()
    app.undo()
    expect(app.mark(B).status).toBe('read')
  })

  test('takes back an edit that names a paper twice', () => {
    const { edit, undo, redo, mark, library } = start()
    edit([A, A], ({ tags }) => ({ tags: [...tags, 'x'], starred: true }))
    expect(library.getState().past).toMatchObject([{ papers: 1 }])
    undo()
    expect(mark()).toEqual(UNMARKED)
    redo()
    expect(mark()).toMatchObject({ starred: true, tags: ['x'] })
  })

  test('and redo keep what another tab has written in between', () => {
    const app = start()
    app.edit([A], { note: 'mine' })
    app.undo()
    app.receive(new Map([[A, kept({ note: 'theirs' }, 1000, app.kept(A))]]))
    app.redo()
    expect(app.mark(A).note).toBe('theirs')
  })

  test('keeps what another tab has merged into a note in the middle of typing', () => {
    const app = start()
    app.edit([A], { note: 'mine' })
    app.pass(500)
    app.receive(new Map([[A, kept({ note: 'mine, and theirs' }, 500, app.kept(A))]]))
    app.pass(500)
    app.edit([A], { note: 'mine, and theirs!' })
    app.undo()
    expect(app.mark(A).note).toBe('mine, and theirs')
  })

  test('reaches back 500 steps', () => {
    const { edit, undo, steps, mark } = start()
    for (let i = 0; i < 501; i += 1) edit([A], { starred: i % 2 === 0, note: `${i}` })
    expect(steps()).toEqual([500, 0])
    for (let i = 0; i < 500; i += 1) undo()
    expect(mark().note).toBe('0')
    undo()
    expect(steps()).toEqual([0, 500])
  })
})

describe('a backup put back by the user', () => {
  const backup = new Map([[A, kept({ note: 'as it was', starred: true }, 1000)]])

  test('wins over later writes, and undo takes all of it back', () => {
    const app = start(new Map(backup))
    app.pass(60_000)
    app.edit([A], { note: 'written since', starred: false, tags: ['new'] })
    const before = app.mark()
    app.library.getState().restore(backup, putBack)
    expect(app.mark()).toMatchObject({ note: 'as it was', starred: true, tags: [] })
    expect(app.library.getState().changed.here).toBe(true)
    expect(versions(app.kept()!).map(({ text }) => text)).toContain('written since')
    app.undo()
    expect(app.mark()).toEqual(before)
    app.redo()
    expect(app.mark()).toMatchObject({ note: 'as it was', starred: true, tags: [] })
  })

  test('makes no step where its marks are here already', () => {
    const app = start(new Map(backup))
    app.library.getState().restore(backup, putBack)
    expect(app.steps()).toEqual([0, 0])
  })
})

describe('typing in a note', () => {
  const type = ({ edit, pass }: ReturnType<typeof start>, text: string, paper = A) => {
    for (let end = 1; end <= text.length; end += 1) {
      edit([paper], ({ note }) => ({ note: note + text[end - 1] }))
      pass(150)
    }
  }

  test('is one step without a pause', () => {
    const app = start(new Map([[A, kept({ note: 'Before. ' })]]))
    type(app, 'A sentence of more than two seconds.')
    expect(app.steps()).toEqual([1, 0])
    app.undo()
    expect(app.mark().note).toBe('Before. ')
    app.redo()
    expect(app.mark().note).toBe('Before. A sentence of more than two seconds.')
  })

  test('becomes a new step after a pause of two seconds, and not after a shorter one', () => {
    const app = start()
    app.edit([A], { note: 'One' })
    app.pass(1999)
    app.edit([A], { note: 'One.' })
    expect(app.steps()).toEqual([1, 0])
    app.pass(2000)
    app.edit([A], { note: 'One. Two.' })
    expect(app.steps()).toEqual([2, 0])
    app.undo()
    expect(app.mark().note).toBe('One.')
  })

  test('keeps the text before each pause as a version of the note, and none per letter', () => {
    const app = start()
    type(app, 'One.')
    app.pass(2000)
    type(app, ' Two.')
    expect(versions(app.kept()!).map(({ text }) => text)).toEqual(['One. Two.', 'One.'])
  })

  test('keeps a version every five minutes when the user does not pause', () => {
    const app = start()
    for (let seconds = 0; seconds < 11 * 60; seconds += 1) {
      app.edit([A], { note: `${seconds}` })
      app.pass(1000)
    }
    expect(versions(app.kept()!).map(({ text }) => text)).toEqual(['659', '599', '299'])
    expect(app.steps()).toEqual([3, 0])
  })

  test('of another paper is another step, even where both notes are equal', () => {
    const app = start(new Map([[B, kept({ note: 'a' })]]))
    type(app, 'a')
    type(app, 'b', B)
    expect(app.steps()).toEqual([2, 0])
    app.undo()
    expect([app.mark(A).note, app.mark(B).note]).toEqual(['a', 'a'])
  })

  test('is not joined with a star set between two letters', () => {
    const app = start()
    type(app, 'a')
    app.edit([A], { starred: true })
    type(app, 'b')
    expect(app.steps()).toEqual([3, 0])
    app.undo()
    expect(app.mark()).toMatchObject({ note: 'a', starred: true })
  })

  test('of several papers at once is a new step each time', () => {
    const app = start()
    app.edit([A, B], { note: 'x' })
    app.edit([A, B], { note: 'y' })
    expect(app.steps()).toEqual([2, 0])
  })
})

describe('a merge from elsewhere', () => {
  test('merges cell by cell: the later write of each cell wins', () => {
    const ours = kept({ note: 'ours, later' }, 2000, kept({ starred: true }, 0))
    const { receive, mark } = start(new Map([[A, ours]]))
    receive(new Map([[A, kept({ note: 'theirs, earlier', status: 'read' }, 1000)]]))
    expect(mark()).toMatchObject({ note: 'ours, later', starred: true, status: 'read' })
  })

  test('is a change that was not made here, and no step of undo', () => {
    const { receive, library, steps, edit } = start()
    edit([B], { starred: true })
    receive(new Map([[A, kept({ note: 'theirs' })]]))
    expect(library.getState().changed).toEqual({ papers: [A], here: false, noteOnly: false })
    expect(steps()).toEqual([1, 0])
  })

  test('changes nothing where its marks are known', () => {
    const mark = kept({ starred: true }, 1000)
    const { receive, library } = start(new Map([[A, mark]]))
    const before = library.getState()
    receive(new Map([[A, kept({ starred: false }, 500, kept({ starred: true }))]]))
    receive(new Map([[A, structuredClone(mark)]]))
    receive(new Map())
    expect(library.getState()).toBe(before)
  })

  test('names only the papers that it changed', () => {
    const mark = kept({ starred: true }, 1000)
    const { receive, library } = start(new Map([[A, mark]]))
    receive(
      new Map([
        [A, mark],
        [B, kept({ starred: true })],
      ]),
    )
    expect(library.getState().changed.papers).toEqual([B])
  })

  test('advances the clock, so that the next write here is later', () => {
    const { receive, edit, mark } = start()
    const anHourAhead = kept({ note: 'theirs' }, 3_600_000)
    receive(new Map([[A, anHourAhead]]))
    edit([A], { note: 'mine' })
    receive(new Map([[A, anHourAhead]]))
    expect(mark().note).toBe('mine')
  })
})

describe('a backup that is restored', () => {
  const backup = () =>
    new Map([
      [A, kept({ status: 'read', tags: ['t'], note: 'theirs' }, 1000)],
      [B, kept({ starred: true }, 1000)],
      [C, kept({ note: 'too old' })],
    ])
  const ours = () =>
    new Map([
      [A, kept({ note: 'ours', starred: true })],
      [C, kept({ note: 'ours, later' }, 5000, kept({ note: 'too old' }))],
    ])

  test('is merged as one step and saved like an edit', () => {
    const { library, mark, steps } = start(ours())
    library.getState().restore(backup())
    expect(mark(A)).toEqual({ status: 'read', starred: true, tags: ['t'], note: 'theirs' })
    expect([mark(B).starred, mark(C).note]).toEqual([true, 'ours, later'])
    expect(steps()).toEqual([1, 0])
    expect(library.getState().past).toMatchObject([{ papers: 2, at: START_MS }])
    expect(library.getState().changed).toEqual({ papers: [A, B], here: true, noteOnly: false })
  })

  test('is undone and redone as one step', () => {
    const { library, mark, undo, redo, kept: marked } = start(ours())
    const all = () => [A, B, C].map((paper) => mark(paper))
    const before = all()
    library.getState().restore(backup())
    const after = all()
    undo()
    expect(all()).toEqual(before)
    expect(statusChanges(marked()!)).toEqual([])
    expect(library.getState().changed).toEqual({ papers: [A, B], here: true, noteOnly: false })
    redo()
    expect(all()).toEqual(after)
    undo()
    expect(all()).toEqual(before)
  })

  test('is undone in the tabs that received it too', () => {
    const app = start(ours())
    app.library.getState().restore(backup())
    const there = start(app.library.getState().marks)
    app.undo()
    there.receive(app.library.getState().marks)
    expect(there.mark(A)).toEqual(toMark(ours().get(A)))
  })

  test('keeps what was written since when it is undone', () => {
    const { library, edit, mark, undo, receive } = start(ours())
    library.getState().restore(backup())
    receive(new Map([[B, kept({ status: 'skipped' }, 9000)]]))
    undo()
    expect(mark(B)).toEqual({ ...UNMARKED, status: 'skipped' })
    library.getState().restore(new Map([[C, kept({ starred: true }, 20_000)]]))
    edit([C], { starred: false })
    undo()
    expect(mark(C).starred).toBe(true)
  })

  test('changes nothing and makes no step the second time', () => {
    const { library } = start(ours())
    library.getState().restore(backup())
    const before = library.getState()
    library.getState().restore(backup())
    expect(library.getState()).toBe(before)
  })
})

describe('after any edits of the user', () => {
  const change = fc.oneof(
    fc.record({ status: fc.constantFrom(...STATUSES) }),
    fc.record({ starred: fc.boolean() }),
    fc.record({ note: fc.constantFrom('', 'a', 'ab', 'abc') }),
    fc.record({ tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')) }),
    fc.record({ status: fc.constantFrom(...STATUSES), starred: fc.boolean(), note: fc.constantFrom('', 'n') }),
  ) satisfies fc.Arbitrary<Partial<Mark>>
  const papers = fc.uniqueArray(fc.constantFrom(A, B, C), { minLength: 1 })
  const steps = fc.array(fc.record({ papers, change, pauseMs: fc.constantFrom(0, 100, 1999, 2000, 5000) }), {
    maxLength: 30,
  })
  const loaded = fc
    .array(fc.record({ paper: fc.constantFrom(A, B, C), change, ms: fc.integer({ min: -1000, max: 1000 }) }), {
      maxLength: 6,
    })
    .map((all) => {
      const marks = new Map<typeof A, ReturnType<typeof kept>>()
      for (const { paper, change, ms } of all) marks.set(paper, kept(change, ms, marks.get(paper)))
      return marks
    })

  test('undoing all gives the first marks, and redoing all gives the last', () => {
    fc.assert(
      fc.property(loaded, steps, (loaded, steps) => {
        const { edit, undo, redo, pass, library, mark } = start(loaded)
        const all = () => [A, B, C].map((paper) => mark(paper))
        const before = all()
        for (const { papers, change, pauseMs } of steps) {
          pass(pauseMs)
          edit(papers, change)
        }
        const after = all()
        const { length } = library.getState().past
        for (let i = 0; i < length; i += 1) undo()
        expect(all()).toEqual(before)
        for (let i = 0; i < length; i += 1) redo()
        expect(all()).toEqual(after)
        for (let i = 0; i < length; i += 1) undo()
        expect(all()).toEqual(before)
        expect(library.getState().past).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the status history ends with the current status, through undo and redo', () => {
    const acts = fc.array(fc.oneof(change, fc.constant('undo' as const), fc.constant('redo' as const)), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(acts, (acts) => {
        const { edit, undo, redo, pass, kept: marked, mark } = start()
        for (const act of acts) {
          pass(10)
          if (act === 'undo') undo()
          else if (act === 'redo') redo()
          else edit([A], act)
          expect(statusChanges(marked() ?? new Map()).at(-1)?.status ?? UNMARKED.status).toBe(mark().status)
        }
      }),
    )
  })
})
