import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'
import type { AnyFieldId } from '../../model/query/fields.ts'

const topics = openSetting(SETTINGS.collapsedTopics)
const tags = openSetting(SETTINGS.collapsedTags)
const settingOf = (field: AnyFieldId) => (field === 'tag' ? tags : topics)

/** The paths of a field that the user has collapsed among the filters. */
export function readCollapsed(field: AnyFieldId): readonly string[] {
  try {
    const paths: unknown = JSON.parse(settingOf(field).read() ?? '[]')
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
  } catch {
    return []
  }
}

export const writeCollapsed = (field: AnyFieldId, paths: readonly string[]): void =>
  settingOf(field).write(paths.length > 0 ? JSON.stringify(paths) : null)
