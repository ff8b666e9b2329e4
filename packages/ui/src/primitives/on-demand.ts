import { useEffect, useReducer, useRef } from 'react'

/** A module that few pages need: it is fetched on first use, once. */
export interface OnDemand<Module> {
  /** @throws Error if it cannot be fetched; the next call tries again */
  load(): Promise<Module>
  /** Fetches it for a use that is likely. */
  preload(): void
  /** The module, synchronously; undefined before it has loaded. */
  get(): Module | undefined
}

/** @param fetchModule an `import()` */
/* @__NO_SIDE_EFFECTS__ */
export const onDemand = <Module>(fetchModule: () => Promise<Module>): OnDemand<Module> => {
  let loaded: Module | undefined
  let loading: Promise<Module> | undefined
  const load = () => {
    loading ??= fetchModule().then(
      (module) => (loaded = module),
      (error: unknown) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }
  return { load, preload: () => void load().catch(() => {}), get: () => loaded }
}

/**
 * Loads a module when it is needed, and renders again when it has loaded.
 *
 * @param onError called if it cannot be fetched
 */
export function useOnDemand<Module>(
  module: OnDemand<Module>,
  isNeeded: boolean,
  onError: (error: unknown) => void,
): Module | undefined {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const latest = useRef(onError)
  useEffect(() => {
    latest.current = onError
  })
  const isMissing = isNeeded && module.get() === undefined
  useEffect(() => {
    if (!isMissing) return undefined
    let isCurrent = true
    module.load().then(
      () => isCurrent && render(),
      (error: unknown) => isCurrent && latest.current(error),
    )
    return () => {
      isCurrent = false
    }
  }, [module, isMissing])
  return module.get()
}
