import { describe, expect, test, vi } from 'vitest'
import { DEFAULT_COLUMNS, DEFAULT_VIEW } from '../../../src/model/query/view.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { A, START_MS } from '../../support/marks.ts'

/** The view over an address, with a clock that only moves when the test moves it. */
function start(search = '', lastColumns: string | null = null, lastView: string | null = null) {
  const address = createAddress(search)
  const setting = createSetting(lastColumns)
  let now = START_MS
  const left = createSetting(lastView)
  const viewing = createViewing(address, setting, left, () => now)
  const { change, type, dismissProblems } = viewing.getState()
  return {
    viewing,
    address,
    setting,
    left,
    change,
    type,
    dismissProblems,
    view: () => viewing.getState().view,
    problems: () => viewing.getState().problems,
    pass: (ms: number) => (now += ms),
  }
}

const hidden = (...ids: ('venue' | 'links' | 'topic')[]) => ({ columns: { ...DEFAULT_COLUMNS, hidden: ids } })

describe('a link', () => {
  test('without parameters shows the usual view, and the address stays as it is', () => {
    const { view, problems, address } = start()
    expect(view()).toEqual(DEFAULT_VIEW)
    expect(problems()).toEqual([])
    expect(address.history).toEqual([''])
  })

  test('shows the query, the order, the columns and the paper that it names', () => {
    const { view } = start('q=is:read+llm&sort=-changed,title&hide=venue&rows=dense&paper=doi:10.1/a')
    expect(view()).toEqual({
      text: 'is:read llm',
      sort: [
        { by: 'changed', descending: true },
        { by: 'title', descending: false },
      ],
      group: null,
      columns: { ...DEFAULT_COLUMNS, hidden: ['venue'], dense: true },
      facets: [],
      paper: A,
    })
  })

  test('with an invalid part shows the rest, and names that part until the user dismisses it', () => {
    const { view, problems, dismissProblems } = start('q=llm&sort=fame&rows=tiny')
    expect(problems()).toEqual(['sort names “fame”, which is no column', 'rows is “tiny”, and can only be “dense”'])
    expect(view()).toEqual({ ...DEFAULT_VIEW, text: 'llm' })
    dismissProblems()
    expect(problems()).toEqual([])
    expect(view().text).toBe('llm')
  })
})

describe('the last view of the user', () => {
  test('is restored, also in the address, when the app is opened without a link', () => {
    const { view, address } = start('', null, 'q=is:unread&sort=title&group=topic')
    expect(view()).toMatchObject({ text: 'is:unread', group: 'topic', sort: [{ by: 'title', descending: false }] })
    expect(address.history).toEqual(['q=is:unread&sort=title&group=topic'])
  })

  test('is ignored when the user follows a link, also a link to all papers', () => {
    expect(start('q=llm', null, 'q=is:unread').view().text).toBe('llm')
    expect(start('q=', null, 'q=is:unread').view()).toEqual(DEFAULT_VIEW)
  })
})

describe('a change of the view', () => {
  test('is written to the address, and Back and Forward go through it', () => {
    const { change, view, address } = start()
    change({ text: 'llm' })
    change({ paper: A })
    expect(address.history).toEqual(['', 'q=llm', 'q=llm&paper=doi:10.1/a'])

    address.back()
    expect(view()).toEqual({ ...DEFAULT_VIEW, text: 'llm' })
    address.back()
    expect(view()).toEqual(DEFAULT_VIEW)
    address.forward()
    expect(view().text).toBe('llm')
  })

  test('after Back starts from the shown view', () => {
    const { change, address } = start()
    change({ text: 'llm' })
    address.back()
    change({ sort: [{ by: 'title', descending: true }] })
    expect(address.history).toEqual(['', 'sort=-title'])
  })

  test('can replace the current history entry', () => {
    const { change, address, view } = start('q=llm')
    change({ paper: A }, 'replace')
    expect(address.history).toEqual(['q=llm&paper=doi:10.1/a'])
    expect(view().paper).toBe(A)
  })

  test('to the same view adds no history entry and repaints nothing', () => {
    const { change, address, viewing } = start('q=llm&paper=doi:10.1/a')
    const before = viewing.getState()
    change({ paper: A, text: 'llm' })
    change({})
    expect(viewing.getState()).toBe(before)
    expect(address.history).toHaveLength(1)
  })

  test('of one part keeps the objects of the others, so that only the change is painted', () => {
    const { change, view } = start('sort=title&hide=venue')
    const { sort, columns } = view()
    change({ text: 'llm' })
    expect(view().sort).toBe(sort)
    expect(view().columns).toBe(columns)
  })

  test('applies before the address is written, so that the page never waits for it', () => {
    const { change, viewing, address } = start()
    const seen: string[] = []
    viewing.subscribe(({ view }) => seen.push(`${view.text} at ${address.read()}`))
    change({ text: 'llm' })
    expect(seen).toEqual(['llm at '])
  })
})

describe('an address edited by the user', () => {
  test('is applied, and its errors are shown', () => {
    const { address, view, problems } = start()
    address.enter('q=hbm&sort=fame')
    expect(view().text).toBe('hbm')
    expect(problems()).toHaveLength(1)
  })

  test('is not rewritten', () => {
    const { address } = start('q=llm')
    const write = vi.spyOn(address, 'write')
    address.enter('q=hbm')
    expect(write).not.toHaveBeenCalled()
  })

  test('clears the errors of the last address once it is valid', () => {
    const { address, problems } = start('sort=fame')
    expect(problems()).toHaveLength(1)
    address.enter('q=hbm')
    expect(problems()).toEqual([])
  })
})

describe('typing a query', () => {
  test('adds one history entry, however many letters', () => {
    const { type, pass, address, view } = start()
    for (const text of ['l', 'll', 'llm', 'llm ', 'llm s']) {
      type(text)
      pass(1000)
    }
    expect(address.history).toEqual(['', 'q=llm+s'])
    address.back()
    expect(view().text).toBe('')
  })

  test('adds another history entry after a pause of two seconds', () => {
    const { type, pass, address } = start()
    type('llm')
    pass(2000)
    type('llm serving')
    expect(address.history).toEqual(['', 'q=llm', 'q=llm+serving'])
  })

  test('adds another history entry after any other change', () => {
    const { type, change, address } = start()
    type('llm')
    change({ paper: A })
    type('llms')
    expect(address.history).toEqual(['', 'q=llm', 'q=llm&paper=doi:10.1/a', 'q=llms&paper=doi:10.1/a'])
  })

  test('adds another history entry after Back, so that Back returns there', () => {
    const { type, address, pass } = start()
    type('llm')
    pass(500)
    address.back()
    pass(500)
    type('hbm')
    expect(address.history).toEqual(['', 'q=hbm'])
  })

  test('keeps spaces and quotes as typed', () => {
    const { type, view, address } = start()
    type(' "two  words" ')
    expect(view().text).toBe(' "two  words" ')
    expect(new URLSearchParams(address.read()).get('q')).toBe(' "two  words" ')
  })
})

describe('the last columns', () => {
  test('apply at an address without columns, and are written into it', () => {
    const { view, address } = start('q=llm', 'hide=venue&rows=dense')
    expect(view()).toEqual({
      ...DEFAULT_VIEW,
      text: 'llm',
      columns: { ...DEFAULT_COLUMNS, hidden: ['venue'], dense: true },
    })
    expect(address.history).toEqual(['q=llm&hide=venue&rows=dense'])
  })

  test('yield to the columns that an address names', () => {
    const { view, address, setting } = start('hide=links', 'hide=venue&rows=dense')
    expect(view().columns).toEqual({ ...DEFAULT_COLUMNS, hidden: ['links'] })
    expect(address.history).toEqual(['hide=links'])
    expect(setting.read()).toBe('hide=venue&rows=dense')
  })

  test('are stored when they change, without the query and the paper', () => {
    const { change, setting } = start('q=llm&sort=title&paper=doi:10.1/a')
    change(hidden('venue', 'links'), 'replace')
    expect(setting.read()).toBe('hide=venue,links')
  })

  test('are not stored because the query changed', () => {
    const { change, setting } = start('hide=links', 'hide=venue')
    change({ text: 'llm' })
    expect(setting.read()).toBe('hide=venue')
  })

  test('are removed when they are the usual ones again', () => {
    const { change, setting, view } = start('', 'hide=venue')
    change({ columns: DEFAULT_COLUMNS }, 'replace')
    expect(setting.read()).toBeNull()
    expect(view().columns).toEqual(DEFAULT_COLUMNS)
  })

  test('are the usual ones when the stored ones cannot be read', () => {
    const { view, problems } = start('', 'hide=gone&width=wide')
    expect(view()).toEqual(DEFAULT_VIEW)
    expect(problems()).toEqual([])
  })
})
