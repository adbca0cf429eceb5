import { useEffect, useRef } from 'react'
import { useFound } from '../store/hooks.ts'
import type { Scene } from './scene.ts'
import { useSettled } from './settled.ts'

/** Runs a command by its id; the table of commands is fetched with the first. */
export async function run(id: string, scene: Scene): Promise<void> {
  const { commands } = await import('./commands.ts')
  commands.find((command) => command.id === id)!.run(scene)
}

/** Runs the commands' keys. What is pressed before they, and the marks, are there waits for them. */
export function useKeys(scene: Scene) {
  const hasRows = useSettled()
  const { isLoaded } = useFound()
  const waiting = useRef<KeyboardEvent[]>([])
  useEffect(() => {
    const early = waiting.current
    let press: ((event: KeyboardEvent, scene: Scene) => void) | undefined
    const fetchKeys = async () => {
      const keys = await import('./keys.ts')
      if (!isLoaded) return
      press = keys.press
      for (const event of early.splice(0)) press(event, scene)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (press) return press(event, scene)
      early.push(event)
      fetchKeys().catch(console.warn)
    }
    if (hasRows) fetchKeys().catch(console.warn)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [scene, hasRows, isLoaded])
}
