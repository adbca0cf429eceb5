import { vi } from 'vitest'

/** Tracks the channels that are opened from now on. The returned function closes them, as unloading a page does. */
export function followChannels(): () => void {
  const channels: BroadcastChannel[] = []
  class Followed extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.push(this)
    }
  }
  vi.stubGlobal('BroadcastChannel', Followed)
  return () => {
    for (const channel of channels) channel.close()
  }
}
