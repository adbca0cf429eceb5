import type { Mapping } from '../formats/csvMapping.ts'
import type { KeptPapers } from '../formats/ownList.ts'
import type { FoundFile, Reply, Request } from '../formats/readingWorker.ts'

/** Reads files beside the page, which goes on meanwhile; `end` stops it at once, as when the reader has changed their mind. */
export type Reader = {
  read(file: File): Promise<FoundFile>
  /** Reads the file of an earlier reading again, with the columns of its table taken as the reader says. */
  readAs(file: File, mapping: Mapping, instead: number): Promise<FoundFile>
  /** The papers at some places of a file that was read, or all, as a list to be kept. */
  print(file: number, id: string, title: string, places: readonly number[] | null): Promise<Printed>
  end(): void
}
export type Printed = KeptPapers & { readonly papers: number }

type Asked = Request extends infer T ? (T extends Request ? Omit<T, 'number'> : never) : never
type Call = { readonly done: (reply: Reply) => void; readonly fail: (error: Error) => void }

export function openReader(): Reader {
  const worker = new Worker(new URL('../formats/readingWorker.ts', import.meta.url), { type: 'module', name: 'reader' })
  const calls = new Map<number, Call>()
  let number = 0
  const failAll = (reason: string) => {
    for (const { fail } of calls.values()) fail(new Error(reason))
    calls.clear()
  }
  worker.onerror = ({ message }) => failAll(message || 'The part of the app that reads files did not start.')
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const call = calls.get(data.number)
    calls.delete(data.number)
    if ('failed' in data) call?.fail(new Error(data.failed))
    else call?.done(data)
  }
  const ask = (request: Asked) =>
    new Promise<Reply>((done, fail) => {
      calls.set((number += 1), { done, fail })
      worker.postMessage({ ...request, number })
    })
  const foundBy = async (request: Asked) => {
    const reply = await ask(request)
    if ('found' in reply) return reply.found
    throw new Error('The file could not be read.')
  }
  return {
    read: (file) => foundBy({ kind: 'read', file }),
    readAs: (file, mapping, instead) => foundBy({ kind: 'read', file, mapping, instead }),
    async print(file, id, title, places) {
      const reply = await ask({ kind: 'print', file, id, title, places })
      if ('blob' in reply) return reply
      throw new Error('The papers could not be kept.')
    },
    end() {
      worker.terminate()
      failAll('It was cancelled.')
    },
  }
}
