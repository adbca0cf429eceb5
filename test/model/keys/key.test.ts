import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isFixed,
  keyOf,
  nameForAria,
  parseKey,
  printKey,
  refuseAlways,
  showKey,
  type Pressed,
} from '../../../src/model/keys/key.ts'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({ ...NONE, ...held, key })
const [CTRL, SHIFT, META, ALT] = [{ ctrlKey: true }, { shiftKey: true }, { metaKey: true }, { altKey: true }]

describe('a pressed key', () => {
  test.each([
    ['j', press('j'), 'j'],
    ['a letter with Shift', press('J', SHIFT), 'Shift+j'],
    ['a letter with Caps Lock', press('J'), 'j'],
    ['a letter with Caps Lock and Shift', press('j', SHIFT), 'Shift+j'],
    ['a sign that takes Shift here', press('?', SHIFT), '?'],
    ['a sign that takes none elsewhere', press('?'), '?'],
    ['a digit that takes Shift, as in France', press('1', SHIFT), '1'],
    ['a letter of another script', press('Л', SHIFT), 'Shift+л'],
    ['an arrow with Shift', press('ArrowDown', SHIFT), 'Shift+ArrowDown'],
    ['a blank', press(' '), 'Space'],
    ['the plus sign', press('+', { ...CTRL, ...SHIFT }), 'Mod++'],
    ['Ctrl', press('k', CTRL), 'Mod+k'],
    ['Ctrl and Shift', press('Z', { ...CTRL, ...SHIFT }), 'Mod+Shift+z'],
    ['the Windows key', press('k', META), 'Other+k'],
    ['Alt', press('s', ALT), 'Alt+s'],
    ['a sign that takes AltGr, told as Ctrl and Alt', press('@', { ...CTRL, ...ALT, isAltGraph: true }), '@'],
  ])('is named by the character it types on Windows and Linux: %s', (_, pressed, key) => {
    expect(keyOf(pressed, false)).toBe(key)
  })

  test('has ⌘ as its main modifier on a Mac', () => {
    expect(keyOf(press('k', META), true)).toBe('Mod+k')
    expect(keyOf(press('k', CTRL), true)).toBe('Other+k')
  })

  test.each([
    'Shift',
    'Control',
    'Meta',
    'Alt',
    'AltGraph',
    'CapsLock',
    'Dead',
    'Process',
    'Unidentified',
    'Compose',
    'KanaMode',
    '',
  ])('is null while it is only %j', (key) => {
    expect(keyOf(press(key, SHIFT), false)).toBeNull()
  })
})

describe('the text of a key', () => {
  const pressed = fc.record({
    key: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('Enter', 'F8', ' ', '+', 'ſ', 'İ', 'ß'),
    ),
    ctrlKey: fc.boolean(),
    metaKey: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    isAltGraph: fc.boolean(),
  })

  test('reads back as the same key', () => {
    fc.assert(
      fc.property(pressed, fc.boolean(), (pressed, isMac) => {
        const text = keyOf(pressed, isMac)
        if (text === null) return
        expect(text).not.toMatch(/\s/)
        const key = parseKey(text)
        expect(key && printKey(key)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  test('has one valid form for each key', () => {
    const piece = fc.constantFrom('Mod', 'Shift', 'Alt', 'Other', '+', 'a', 'A', '?', ' ', 'Enter', 'enter', 'ß')
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (text) => {
        const key = parseKey(text)
        expect(key === null || printKey(key) === text).toBe(true)
      }),
      { numRuns: 2000 },
    )
    expect(['Shift+Mod+a', 'A', 'Shift+?', 'Mod+', '', ' ', 'ab', 'Shift', 'Mod+Dead'].map(parseKey)).toEqual(
      Array.from({ length: 9 }, () => null),
    )
  })

  test('is displayed as on the keyboard, and named as in ARIA', () => {
    const keys = ['Mod+Shift+z', 'j', 'Shift+j', 'ArrowDown', 'Mod++', 'Space']
    expect(keys.map((key) => showKey(key, false).join(' '))).toEqual([
      'Ctrl Shift Z',
      'j',
      'Shift J',
      '↓',
      'Ctrl +',
      'Space',
    ])
    expect(showKey('Mod+k', true)).toEqual(['⌘', 'K'])
    expect(keys.map((key) => nameForAria(key, false))).toEqual([
      'Control+Shift+Z',
      'J',
      'Shift+J',
      'ArrowDown',
      'Control+Plus',
      'Space',
    ])
    expect(nameForAria('Mod+k', true)).toBe('Meta+K')
  })
})

describe('the keys that no command can have', () => {
  test.each([
    ['Mod+t', 'Ctrl T is the browser’s.'],
    ['Mod+w', 'Ctrl W is the browser’s.'],
    ['F5', 'F5 is the browser’s.'],
    ['Mod+Shift+n', 'Ctrl Shift N is the browser’s.'],
    ['Tab', 'Tab always goes on to what is next on the page.'],
    ['Enter', 'Enter always opens, and presses what has the keyboard.'],
    ['Escape', 'Esc always closes.'],
    ['Mod+ArrowLeft', 'Ctrl ← always moves.'],
    ['Alt+s', 'Alt types signs on some keyboards, and opens menus on others.'],
    ['Other+s', 'The Windows key is the system’s.'],
    ['whatever', 'That is no key that Offprint knows.'],
  ])('include %s, which is refused with its reason', (key, reason) => {
    expect(refuseAlways(key, false)).toBe(reason)
  })

  test.each(['j', '?', 'Shift+j', 'Mod+k', 'Mod+Shift+k', 'F2', '+', 'л', '1'])('do not include %s', (key) => {
    expect(refuseAlways(key, false)).toBeNull()
    expect(isFixed(key)).toBe(false)
  })

  test('are the same on every system, because bindings sync between devices', () => {
    const key = fc
      .tuple(fc.subarray(['Mod', 'Other', 'Alt', 'Shift']), fc.constantFrom('a', 't', '?', 'Enter', 'F5', 'F2', '='))
      .map(([held, name]) => [...held, name].join('+'))
    fc.assert(
      fc.property(key, (key) => {
        expect(refuseAlways(key, true) === null).toBe(refuseAlways(key, false) === null)
      }),
    )
  })
})
