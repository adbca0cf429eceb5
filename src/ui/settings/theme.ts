import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'

/** `system` follows the appearance of the device. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const setting = openSetting(SETTINGS.theme)

/** The theme chosen on this device. */
export const readTheme = (): Theme => THEMES.find((theme) => theme === setting.read()) ?? 'system'

/** Stores the theme, and shows the page in it. */
export function chooseTheme(theme: Theme): void {
  setting.write(theme === 'system' ? null : theme)
  showTheme(theme)
}

/** Shows the page in the stored theme, also when another tab chooses one. */
export function followTheme(): void {
  if (readTheme() !== 'system') showTheme(readTheme())
  addEventListener('storage', ({ key }) => key === SETTINGS.theme && showTheme(readTheme()))
}

function showTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  // The browser draws its own bar in this colour.
  const { backgroundColor } = getComputedStyle(document.body)
  const isChosen = theme !== 'system'
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset['system'] ??= meta.content
    meta.content = isChosen ? backgroundColor : meta.dataset['system']
  }
}
