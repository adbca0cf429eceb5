import { useEffect, useRef } from 'react'
import { useFound } from '../store/hooks.ts'
import type { Scene } from './scene.ts'
import { useSettled } from './settled.ts'

/** Runs a command by its id; the table of commands is fetched with the first. */
export async function run(id: string, scene: Scene): Promise<void> {
  const { commands } = await import('./commands.ts')
  commands.find((command) => command.id === id)!.run(scene)
}

type Keys = typeof import('./pressing.ts')

/** The keys, once they have been fetched. */
let fetched: Keys | undefined

/** Runs the commands' keys. What is pressed before they, and the marks, are there waits for them. */
export function useKeys(scene: Scene) {
  const hasRows = useSettled()
  const { isLoaded } = useFound()
  const waiting = useRef<KeyboardEvent[]>([])
  useEffect(() => {
    const early = waiting.current
    let press: Keys['press'] | undefined
    const gone = new AbortController()
    let fetching: Promise<void> | undefined

    const follow = async (keys: Keys) => {
      if (gone.signal.aborted) return
      keys.listen(scene, gone.signal)
      while (early.length > 0 && !gone.signal.aborted) {
        // One key may need what the one before it has not ended yet, as when moving on and opening.
        if (keys.press(early.shift()!, scene)) await new Promise((resolve) => setTimeout(resolve))
      }
      press = keys.press
    }
    const fetchKeys = async () => {
      fetched ??= await import('./pressing.ts')
      await follow(fetched)
    }
    const begin = () => {
      if (!isLoaded || fetching) return
      fetching = (fetched ? follow(fetched) : fetchKeys()).catch(console.warn)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (press) press(event, scene)
      else {
        early.push(event)
        begin()
      }
    }
    if (hasRows) begin()
    document.addEventListener('keydown', onKeyDown, { signal: gone.signal })
    return () => gone.abort()
  }, [scene, hasRows, isLoaded])
}
