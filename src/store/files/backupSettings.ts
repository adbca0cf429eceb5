import type { Stamp } from '../../model/mark/clock.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'

/** What this browser remembers of backups from one visit to the next; times in milliseconds since 1970. */
export type BackupState = {
  /** When the last backup was made, and the latest stamp that it holds. */
  readonly at?: number
  readonly upTo?: Stamp
  /** When the file was last written. */
  readonly fileAt?: number
  /** Until when the user wants no reminder. */
  readonly snoozedTo?: number
  /** Whether the browser has been asked to keep the marks. */
  readonly asked?: boolean
}

/** Remembers in a setting, which is read anew each time because other tabs write it too. */
export function openBackupState(setting: Setting) {
  const remembered = (): BackupState => {
    try {
      const value: unknown = JSON.parse(setting.read() ?? '{}')
      return typeof value === 'object' && value !== null ? value : {}
    } catch {
      return {}
    }
  }
  const remember = (news: BackupState) => setting.write(JSON.stringify({ ...remembered(), ...news }))
  return { remembered, remember }
}
