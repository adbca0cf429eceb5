import { useEffect, useRef, useState } from 'react'
import type { Advice } from '../../engine/related/recommend.ts'
import type { RecommendationOptions } from '../../engine/related/recommendationOptions.ts'
import { useStores } from '../../store/hooks.ts'

/** Debounce: long enough for the user to decide on the next paper before the list changes. */
const PAUSE_MS = 1000

export type Asked = Advice | { readonly failed: string }

/** Recommendations, requested again shortly after every change of marks; null until they arrive. */
export function useRecommendations(options: RecommendationOptions): Asked | null {
  const { answers } = useStores()
  const [asked, setAsked] = useState<Asked | null>(null)
  const latest = useRef(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const { opened, recommend } = answers.getState()
      if (opened === null) return
      const number = (latest.current += 1)
      const advice = await recommend(options).catch(({ message }: Error) => ({ failed: message }))
      if (number === latest.current) setAsked(advice)
    }
    void ask()
    // The engine sends a new answer after every change.
    const stop = answers.subscribe(({ answer, opened }, before) => {
      if (answer === before.answer && opened === before.opened) return
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), PAUSE_MS)
    })
    return () => {
      latest.current += 1
      clearTimeout(timer)
      stop()
    }
  }, [answers, options])
  return asked
}
