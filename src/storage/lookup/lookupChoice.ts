import { openSetting } from '../browser/localSetting.ts'
import { SETTINGS } from '../names.ts'

/** Whether other servers may be asked about papers on this device: `unasked` until the user decides. */
export type LookupChoice = 'unasked' | 'on' | 'off'

const setting = openSetting(SETTINGS.lookUp)

export function readLookupChoice(): LookupChoice {
  const stored = setting.read()
  return stored === 'on' || stored === 'off' ? stored : 'unasked'
}

export const chooseLookup = (choice: 'on' | 'off'): void => setting.write(choice)

/** Who learns what by a lookup. */
export const WHO_LEARNS =
  'doi.org, and Crossref or DataCite behind it, learn which paper you ask for and your address on the internet.'
