/**
 * A key with its modifiers as text: `j`, `?`, `Shift+j`, `Mod+Shift+z`, `ArrowDown`, `Space`. `Mod` is ⌘ on a Mac and
 * Ctrl elsewhere. `Other` belongs to the system: Ctrl on a Mac, the Windows key elsewhere.
 */
export type Key = { readonly held: readonly Held[]; readonly name: string }
type Held = (typeof HELD)[number]

const HELD = ['Mod', 'Other', 'Alt', 'Shift'] as const

/** The part of a KeyboardEvent that is read. */
export type Pressed = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** Whether AltGr is down, which some systems report as Ctrl and Alt. */
  readonly isAltGraph?: boolean
}

// Modifiers, and keys that are part of what an input method or a dead key types.
const NO_KEY =
  /^(?:Shift|Control|Alt|AltGraph|Meta|OS|Super|Hyper|Fn|FnLock|Symbol|SymbolLock|(?:Caps|Num|Scroll)Lock|Dead|Process|Unidentified|Compose|(?:Non)?Convert|ModeChange|Accept|Group\w+|\w*Candidates?|CodeInput|Alphanumeric|Eisu|Hankaku|Zenkaku\w*|Hiragana\w*|Katakana|Romaji|\w+Mode)$/

/** The pressed key as text; null for a modifier, a dead key or a key of an input method. */
export function keyOf(pressed: Pressed, isMac: boolean): string | null {
  const name = nameOf(pressed.key)
  if (name === null) return null
  const { ctrlKey, metaKey, altKey, shiftKey, isAltGraph = false } = pressed
  const isSign = !isNamed(name)
  // A character that needs AltGr, as @ on many keyboards, is that character.
  const isTyped = isAltGraph && isSign
  const isDown: Readonly<Record<Held, boolean>> = {
    Mod: (isMac ? metaKey : ctrlKey) && !isTyped,
    Other: isMac ? ctrlKey : metaKey,
    Alt: altKey && !isTyped,
    // A character contains its Shift: `?`. A letter is the same with Caps Lock on.
    Shift: shiftKey && (!isSign || isLetter(name)),
  }
  return printKey({ held: HELD.filter((held) => isDown[held]), name })
}

/** Parses the text of a key; null where it is none. */
export function parseKey(text: string): Key | null {
  const held: Held[] = []
  let name = text
  for (const one of HELD) {
    if (!name.startsWith(`${one}+`)) continue
    held.push(one)
    name = name.slice(one.length + 1)
  }
  if (name === ' ' || nameOf(name) !== name) return null
  return held.includes('Shift') && !isNamed(name) && !isLetter(name) ? null : { held, name }
}

/** Prints a key so that it parses back. */
export const printKey = ({ held, name }: Key): string => [...held, name].join('+')

const isNamed = (name: string) => /^[A-Z][A-Za-z0-9]+$/.test(name)
const isLetter = (sign: string) => sign.toLowerCase() !== sign.toUpperCase()

function nameOf(key: string): string | null {
  if (/^\s$/.test(key)) return 'Space'
  if (isNamed(key)) return NO_KEY.test(key) ? null : key
  const small = key.toLowerCase()
  const sign = /^.$/su.test(small) ? small : key
  return /^[^\p{C}\p{M}\s]$/u.test(sign) ? sign : null
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  Escape: 'Esc',
}

/** The parts of a key as people read it: `Ctrl`, `K`. */
export function showKey(text: string, isMac: boolean): readonly string[] {
  const key = parseKey(text)
  if (!key) return [text]
  const mac = { Mod: '⌘', Other: 'Ctrl', Alt: '⌥', Shift: 'Shift' } as const
  const others = { Mod: 'Ctrl', Other: 'Windows', Alt: 'Alt', Shift: 'Shift' } as const
  const held = key.held.map((one) => (isMac ? mac : others)[one])
  return [...held, SHOWN[key.name] ?? (held.length > 0 && isLetter(key.name) ? upper(key.name) : key.name)]
}

const upper = (name: string) => (isNamed(name) ? name : name.toUpperCase())

/** A key as `aria-keyshortcuts` names it: `Control+K`. */
export function nameForAria(text: string, isMac: boolean): string {
  const { held, name } = parseKey(text) ?? { held: [], name: text }
  const names = { Mod: isMac ? 'Meta' : 'Control', Other: isMac ? 'Control' : 'Meta', Alt: 'Alt', Shift: 'Shift' }
  return [...held.map((one) => names[one]), name === '+' ? 'Plus' : upper(name)].join('+')
}

/** Fixed keys: everybody relies on what they do, and screen readers announce it. No command can have others. */
const ALWAYS: readonly (readonly [name: RegExp, does: string])[] = [
  [/^Arrow|^Page|^Home$|^End$/, 'always moves'],
  [/^Enter$/, 'always opens, and presses what has the keyboard'],
  [/^Space$/, 'always scrolls, and presses what has the keyboard'],
  [/^Escape$/, 'always closes'],
  [/^Tab$/, 'always goes on to what is next on the page'],
  [/^Backspace$|^Delete$/, 'always takes away'],
  [/^ContextMenu$/, 'always opens the browser’s menu'],
]

/** Whether a key is fixed: it can neither be given to a command nor taken from one. */
export const isFixed = (text: string): boolean => alwaysOf(parseKey(text)?.name ?? '') !== undefined
const alwaysOf = (name: string) => ALWAYS.find(([pattern]) => pattern.test(name))?.[1]

// Keys of browsers: pages do not hear of some, and users need all of them.
const OF_BROWSER =
  /^(?:Mod\+[cdfghjlmnoqrstuvwx0-9=+,`-]|Mod\+Shift\+[bcijmnopqrtvw]|(?:Mod\+)?(?:Shift\+)?F(?:1|3|4|5|6|7|10|11|12)|Browser\w+|PrintScreen)$/

/** Why no command can have a key, in words; null where one can. */
export function refuseAlways(text: string, isMac: boolean): string | null {
  const key = parseKey(text)
  if (!key) return 'That is no key that Offprint knows.'
  const shown = showKey(text, isMac).join(' ')
  const always = alwaysOf(key.name)
  if (always !== undefined) return `${shown} ${always}.`
  if (key.held.includes('Alt'))
    return `${isMac ? '⌥' : 'Alt'} types signs on some keyboards, and opens menus on others.`
  if (key.held.includes('Other')) return `${isMac ? 'Take ⌘ in place of Ctrl' : 'The Windows key is the system’s'}.`
  return OF_BROWSER.test(text) ? `${shown} is the browser’s.` : null
}
