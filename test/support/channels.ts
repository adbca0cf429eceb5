import { vi } from 'vitest'

/** Follows the channels that are opened from now on; the function returned closes them, as leaving a page does. */
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
