// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { openSetting } from '../../../src/storage/browser/localSetting.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

test('a setting that was never set is null', () => {
  expect(openSetting('columns').read()).toBeNull()
})

test('a setting survives a reload, and is not mixed up with another', () => {
  openSetting('columns').write('hide=venue')
  expect(openSetting('columns').read()).toBe('hide=venue')
  expect(openSetting('theme').read()).toBeNull()
})

test('a removed setting leaves nothing behind', () => {
  const setting = openSetting('columns')
  setting.write('hide=venue')
  setting.write(null)
  expect(setting.read()).toBeNull()
  expect(localStorage).toHaveLength(0)
})

test('a browser that stores nothing does not stop the page', () => {
  vi.stubGlobal('localStorage', {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
    removeItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  const setting = openSetting('columns')
  expect(() => setting.write('hide=venue')).not.toThrow()
  expect(() => setting.write(null)).not.toThrow()
})

test('a browser that forbids storage has no settings', () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  })
  try {
    const setting = openSetting('columns')
    expect(setting.read()).toBeNull()
    expect(() => setting.write('hide=venue')).not.toThrow()
    expect(() => setting.write(null)).not.toThrow()
  } finally {
    Object.defineProperty(globalThis, 'localStorage', own)
  }
})
