import { createBirpc, type BirpcReturn } from 'birpc'

/** One end of the channel between two threads: a Worker, or `self` in a worker. */
export type Port = {
  postMessage(message: unknown, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent) => unknown) | null
}
/** The part of a Worker that this module uses. */
export type Thread = Port & { onerror: ((event: ErrorEvent) => void) | null; terminate(): void }

type Functions = { readonly [name: string]: (...args: never[]) => unknown }
type Results<F extends Functions, Name extends keyof F> = Promise<Awaited<ReturnType<F[Name]>>>

/** Calls functions of another thread by name. */
export type Calls<Theirs extends Functions> = {
  /** Resolves to the function’s result. Rejects with its error, or if the thread does not answer. */
  call<Name extends keyof Theirs & string>(name: Name, ...args: Parameters<Theirs[Name]>): Results<Theirs, Name>
}

/** The transferables of a value, which are moved to the other thread instead of copied. */
const buffers = new WeakMap<object, Transferable[]>()

/** Moves `transfer` along with a value that goes to another thread as argument or result. It is detached here. */
export function handOver<T extends object>(value: T, transfer: Transferable[]): T {
  buffers.set(value, transfer)
  return value
}

/** Offers functions to the thread at the other end of a port, and calls its functions. `timeout` is in milliseconds. */
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

/** The channel from a worker to its page. The types are those of a page, where `self` is a window. */
export const toPage = (): Port => self as unknown as Port

/**
 * Starts to call the functions of a worker, which may call `ours`. If the worker cannot start or fails, all calls
 * reject with the reason, pending and future ones. With `timeout`, in milliseconds, a call without an answer in time
 * rejects too.
 */
export function callWorker<Theirs extends Functions>(
  thread: Thread,
  { ours = {}, timeout = -1 }: { readonly ours?: Record<string, unknown>; readonly timeout?: number } = {},
): Calls<Theirs> & { end(reason?: string): void } {
  const rpc = connect<Theirs>(thread, ours, timeout)
  let failure: Error | null = null
  const end = (reason = 'a part of the app has ended') => {
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
