import type { Engine } from './engines/engine.ts'

/** The journeys that cannot be made in an engine, by their titles, each with its reason. */
export const NOT_APPLICABLE: Readonly<Record<Engine['name'], Readonly<Record<string, string>>>> = {
  chromium: {},
  firefox: {},
  webkit: {
    'what was saved is there after the browser was killed and opened again':
      'a driven session of WebKitGTK keeps its data in memory and has no profile to come back to',
  },
}
