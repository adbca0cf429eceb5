import type { Engine } from './engines/engine.ts'

/** The journeys that cannot run in an engine, by their titles, each with its reason. */
export const NOT_APPLICABLE: Readonly<Record<Engine['name'], Readonly<Record<string, string>>>> = {
  chromium: {},
  firefox: {},
  webkit: {
    'saved edits are there after the browser was killed and restarted':
      'a driven session of WebKitGTK keeps its data in memory and has no profile to come back to',
  },
}
