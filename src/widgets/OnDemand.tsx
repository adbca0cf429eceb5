import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'

/** A component that is loaded on first use, by its name in a module. */
export const lazyNamed = <Name extends string, Props>(
  load: () => Promise<{ readonly [K in Name]: ComponentType<Props> }>,
  name: Name,
) => lazy(async () => ({ default: (await load())[name] }))

type Props = {
  /** Shown where a component cannot be loaded, or throws. */
  readonly fallback?: ReactNode
  readonly children: ReactNode
}

/** Shows components that are loaded on first use. */
export const OnDemand = ({ fallback = null, children }: Props) => (
  <ErrorBoundary fallback={fallback}>
    <Suspense>{children}</Suspense>
  </ErrorBoundary>
)
