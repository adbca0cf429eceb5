import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFixed, refuseAlways } from '../../../src/model/keys/key.ts'
import {
  effectiveKeys,
  isChanged,
  keyConflict,
  refuseNone,
  refuseReset,
  writeKeys,
  type Bindable,
} from '../../../src/model/keys/keyBindings.ts'
import type { CellValue, Kept, KeptMark } from '../../../src/model/mark/cell.ts'
import { stampAt } from '../../support/marks.ts'

const COMMANDS: readonly Bindable[] = [
  { id: 'next', label: 'Next paper', keys: ['j', 'ArrowDown'] },
  { id: 'open', label: 'Open the paper', keys: ['Enter'] },
  { id: 'star', label: 'Star', keys: ['s'] },
  { id: 'redo', label: 'Redo', keys: ['Mod+Shift+z', 'Mod+y'] },
  { id: 'dense', label: 'Denser rows', keys: [] },
  { id: 'palette', label: 'Command palette', keys: ['Mod+k'], needsKey: true },
  { id: 'help', label: 'Keyboard shortcuts', keys: ['?'], needsKey: true },
]
const find = (id: string) => COMMANDS.find((command) => command.id === id)!
const mineOf = (cells: Readonly<Record<string, CellValue>>): KeptMark =>
  new Map(Object.entries(cells).map(([cell, value]) => [cell, [value, stampAt(0)] satisfies Kept]))
const keysOf = (cells: Readonly<Record<string, CellValue>>) => effectiveKeys(COMMANDS, mineOf(cells))
const refuse = (cells: Readonly<Record<string, CellValue>>, id: string, key: string) =>
  keyConflict(COMMANDS, keysOf(cells), find(id), key, false)

describe('the keys of a command', () => {
  test('are its default keys, until the user changes them', () => {
    const keys = Object.fromEntries(COMMANDS.map(({ id, keys }) => [id, keys]))
    expect([effectiveKeys(COMMANDS, undefined), keysOf({}), keysOf({ next: null })]).toEqual([keys, keys, keys])
  })

  test('are the user’s keys in place of the defaults, which may be none', () => {
    expect(keysOf({ star: 'f Mod+e', next: '' })).toMatchObject({ star: ['f', 'Mod+e'], next: ['ArrowDown'] })
    expect(keysOf({ dense: 'd' })['dense']).toEqual(['d'])
  })

  test('always include its fixed keys, which no other command can have', () => {
    expect(keysOf({ open: '', star: 'Enter f' })).toMatchObject({ open: ['Enter'], star: ['f'] })
  })

  test('exclude a key that an earlier command has too, as after edits in two tabs', () => {
    expect(keysOf({ star: 'f g', dense: 'g f h' })).toMatchObject({ star: ['f', 'g'], dense: ['h'] })
  })

  test('lose a default key that the user gave to another command', () => {
    expect(keysOf({ dense: 's' })).toMatchObject({ dense: ['s'], star: [] })
  })

  test('exclude invalid and reserved keys', () => {
    expect(keysOf({ star: 'g+g f Mod+t', dense: true, unheard: 'j' })).toMatchObject({
      star: ['f'],
      dense: [],
      next: ['j', 'ArrowDown'],
    })
  })
})

describe('a change of keys is refused', () => {
  test('where another command has the key, and the message names that command', () => {
    expect(refuse({}, 'star', 'j')).toBe('j is “Next paper”. Take it from there first.')
    expect(refuse({ next: '' }, 'star', 'j')).toBeNull()
    expect(refuse({}, 'star', 's')).toBe('It has s already.')
    expect(refuse({}, 'star', 'Mod+t')).toBe('Ctrl T is the browser’s.')
  })

  test('only with a reason: a free key is accepted', () => {
    expect(refuse({}, 'star', 'f')).toBeNull()
  })

  test('where it leaves a command without the key that it needs', () => {
    expect(COMMANDS.filter((command) => refuseNone(command) !== null).map(({ id }) => id)).toEqual(['palette', 'help'])
    expect(refuseNone(find('help'))).toMatch(/^“Keyboard shortcuts” needs a key/)
  })

  test('where a reset needs a default key that another command has by now', () => {
    const reset = (cells: Readonly<Record<string, CellValue>>) =>
      refuseReset(COMMANDS, keysOf(cells), find('next'), false)
    expect(reset({ next: 'f', star: 'j' })).toBe('j is “Star”. Take it from there first.')
    expect(reset({ next: 'f' })).toBeNull()
  })
})

describe('the stored bindings', () => {
  test('are null where the keys are the defaults', () => {
    const write = (cells: Readonly<Record<string, CellValue>>, keys: readonly string[] | null) =>
      writeKeys(COMMANDS, mineOf(cells), find('next'), keys)
    expect([write({}, ['j']), write({ next: 'f' }, ['j']), write({ next: 'f' }, null)]).toEqual([
      { next: null },
      { next: null },
      { next: null },
    ])
    expect([write({}, []), write({}, ['j', 'l'])]).toEqual([{ next: '' }, { next: 'j l' }])
    expect([isChanged(mineOf({ next: '' }), find('next')), isChanged(mineOf({ next: null }), find('next'))]).toEqual([
      true,
      false,
    ])
  })

  test('keep the keys that another version wrote', () => {
    const write = (...keys: readonly string[]) =>
      writeKeys(COMMANDS, mineOf({ next: 'f g+g', unheard: 'x' }), find('next'), keys)
    expect([write('j', 'l'), write('j')]).toEqual([{ next: 'j l g+g' }, { next: 'j g+g' }])
  })

  test('move a key of two commands to the command that has it', () => {
    const mine = mineOf({ star: 'f g', dense: 'f h' })
    expect(writeKeys(COMMANDS, mine, find('star'), ['g'])).toEqual({ star: 'g', dense: 'h' })
  })
})

describe('whatever bindings are stored', () => {
  const key = fc.constantFrom('j', 's', 'f', '?', 'Mod+k', 'Mod+y', 'Enter', 'Mod+t', 'g+g', 'ArrowDown', 'Shift+j')
  const value: fc.Arbitrary<CellValue> = fc.oneof(
    fc.array(key, { maxLength: 4 }).map((keys) => keys.join(' ')),
    fc.constantFrom(null, true),
  )
  const cells = fc.dictionary(fc.constantFrom(...COMMANDS.map(({ id }) => id), 'unheard'), value)

  test('no key is shared or reserved, and no command that needs a key has none', () => {
    fc.assert(
      fc.property(cells, (cells) => {
        const keys = keysOf(cells)
        const all = Object.values(keys).flat()
        expect(new Set(all).size).toBe(all.length)
        expect(all.filter((key) => refuseAlways(key, false) !== null && !isFixed(key))).toEqual([])
        expect([keys['palette'], keys['help']]).not.toContainEqual([])
        expect([keys['next'], keys['open']].map((keys) => keys?.filter(isFixed))).toEqual([['ArrowDown'], ['Enter']])
      }),
      { numRuns: 1000 },
    )
  })

  test('a command gets the key it is given unless refused, and no command loses one', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...COMMANDS), key, (cells, command, key) => {
        const [mine, before] = [mineOf(cells), keysOf(cells)]
        if (keyConflict(COMMANDS, before, command, key, false) !== null) return
        const chosen = [...before[command.id]!.filter((key) => !isFixed(key)), key]
        const after = keysOf({ ...cells, ...writeKeys(COMMANDS, mine, command, chosen) })
        expect(after[command.id]).toContain(key)
        for (const { id } of COMMANDS) expect(after[id]).toEqual(expect.arrayContaining([...before[id]!]))
      }),
      { numRuns: 1000 },
    )
  })

  test('a reset restores the defaults of a command unless refused, or those of all commands', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...COMMANDS), (cells, command) => {
        const none = Object.fromEntries(Object.keys(cells).map((id) => [id, null]))
        expect(keysOf(none)).toEqual(keysOf({}))
        fc.pre(refuseReset(COMMANDS, keysOf(cells), command, false) === null)
        const after = keysOf({ ...cells, ...writeKeys(COMMANDS, mineOf(cells), command, null) })
        expect(after[command.id]).toEqual(command.keys)
      }),
      { numRuns: 1000 },
    )
  })
})
