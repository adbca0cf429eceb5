import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'

const setting = openSetting(SETTINGS.collapsedTopics)

/** The topics that the user has collapsed among the filters, by their paths. */
export function readCollapsed(): readonly string[] {
  try {
    const paths: unknown = JSON.parse(setting.read() ?? '[]')
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
  } catch {
    return []
  }
}

export const writeCollapsed = (paths: readonly string[]): void =>
  setting.write(paths.length > 0 ? JSON.stringify(paths) : null)
