import type { AddedList } from '../../formats/stored/storedList.ts'
import { errorMessage } from '../../model/errorMessage.ts'

/** The bytes of a list’s file, or the blob of an own list, or why there are none. */
export type Fetched =
  | { readonly name: string; readonly bytes: ArrayBuffer }
  | ({ readonly name: string } & AddedList)
  | { readonly name: string; readonly reason: string }

// The build copies every list of data/ beside the app and knows its address. The schema is for people.
const addresses = import.meta.glob<string>(['/data/*.json', '!/data/*.schema.json'], {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Loads the bundled lists. One that fails does not affect the others. */
export function fetchLists(from: Readonly<Record<string, string>> = addresses): Promise<readonly Fetched[]> {
  return Promise.all(
    Object.entries(from).map(async ([path, address]): Promise<Fetched> => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      try {
        const response = await fetch(address)
        if (!response.ok) return { name, reason: `the server answered ${response.status}` }
        return { name, bytes: await response.arrayBuffer() }
      } catch (error) {
        return { name, reason: errorMessage(error) }
      }
    }),
  )
}
