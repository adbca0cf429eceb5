import type { Stamp } from '../../model/mark/clock.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'

/** The stored state of backups; times are milliseconds since 1970. */
export type BackupState = {
  /** When the last backup was made, and the latest stamp in it. */
  readonly at?: number
  readonly upTo?: Stamp
  /** When the file was last written. */
  readonly fileAt?: number
  /** Until when the user wants no reminder. */
  readonly snoozedTo?: number
  /** Whether the browser was asked for persistent storage. */
  readonly asked?: boolean
}

/** Stores the state in a setting, which is read each time because other tabs write it too. */
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
