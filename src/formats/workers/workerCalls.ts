import { createBirpc, type BirpcReturn } from 'birpc'

/** One end of the way between two threads: a Worker, or in a worker its `self`. */
export type Port = {
  postMessage(message: unknown, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent) => unknown) | null
}
/** The part of a Worker that is used here. */
export type Thread = Port & { onerror: ((event: ErrorEvent) => void) | null; terminate(): void }

type Functions = { readonly [name: string]: (...args: never[]) => unknown }
type Results<F extends Functions, Name extends keyof F> = Promise<Awaited<ReturnType<F[Name]>>>

/** Calls the functions of another thread by their names. */
export type Calls<Theirs extends Functions> = {
  /** Resolves to what the function returns; rejects with what it throws, or where the thread does not answer. */
  call<Name extends keyof Theirs & string>(name: Name, ...args: Parameters<Theirs[Name]>): Results<Theirs, Name>
}

/** What goes with a value to another thread, in place of being copied. */
const buffers = new WeakMap<object, Transferable[]>()

/** Has `transfer` go with a value that is passed to, or returned by, a function of another thread: it is not here then. */
export function handOver<T extends object>(value: T, transfer: Transferable[]): T {
  buffers.set(value, transfer)
  return value
}

/** Lets the thread at the other end of a port call these functions, and calls those that it has. */
export function connect<Theirs extends Functions>(
  port: Port,
  ours: Record<string, unknown>,
  timeout = -1,
): BirpcReturn<Theirs> {
  return createBirpc<Theirs>(ours, {
    post: (message: { readonly a?: readonly unknown[]; readonly r?: unknown }) => {
      const values = [...(message.a ?? []), message.r]
      port.postMessage(
        message,
        values.flatMap((value) => (typeof value === 'object' && value && buffers.get(value)) || []),
      )
    },
    on: (take) => {
      port.onmessage = ({ data }) => take(data)
    },
    timeout,
  })
}

/** The way from a worker to the page that started it. `self` is a window to the types of a page. */
export const toPage = (): Port => self as unknown as Port

/**
 * Starts to call the functions of a worker, which may call `ours`. Where the worker cannot start, or an error ends it,
 * all calls reject with the reason: those that wait and those to come. With `timeout`, in milliseconds, so does a call
 * that is not answered in time.
 */
export function callWorker<Theirs extends Functions>(
  thread: Thread,
  { ours = {}, timeout = -1 }: { readonly ours?: Record<string, unknown>; readonly timeout?: number } = {},
): Calls<Theirs> & { end(reason?: string): void } {
  const rpc = connect<Theirs>(thread, ours, timeout)
  let failure: Error | null = null
  const end = (reason = 'a part of the app was ended') => {
    failure ??= new Error(reason)
    thread.terminate()
    rpc.$close(failure)
  }
  thread.onerror = ({ message }) => end(message || 'a part of the app could not be started')
  return {
    call: (name, ...args) => (failure ? Promise.reject(failure) : rpc.$call(name, ...(args as never))),
    end,
  }
}
