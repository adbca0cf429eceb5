/**
 * The channel through which the engine answers the page that has this name for it; null where the browser is not
 * Chromium: no other keeps back what workers post, and a message is as fast there.
 */
export const openChannel = (name: string) => ('userAgentData' in navigator ? new BroadcastChannel(name) : null)
