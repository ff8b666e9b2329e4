import { useCallback, useEffect, useRef, useState } from 'react'

/** A value that its user may control, by the usual three props. */
export interface Controllable<Value> {
  /** The controlled value; undefined if the component keeps it. */
  value: Value | undefined
  defaultValue: Value
  onChange: ((value: Value) => void) | undefined
}

/** Sets a value, or computes it from the current one. */
export type SetValue<Value> = (next: Value | ((current: Value) => Value)) => void

/**
 * A value that is controlled if its prop is given, and otherwise kept in state. A change calls the handler in both
 * cases, and only once per new value.
 *
 * @param name the name of the prop, for the message if it switches sides
 */
export function useControllable<Value>(
  name: string,
  { value, defaultValue, onChange }: Controllable<Value>,
): [value: Value, setValue: SetValue<Value>] {
  const kept = useState(defaultValue)
  return useControllableStore(name, { value, onChange }, kept)
}

/** As {@link useControllable}, for a value that is kept elsewhere, such as in a stored draft. */
export function useControllableStore<Value>(
  name: string,
  { value, onChange }: Omit<Controllable<Value>, 'defaultValue'>,
  [kept, keep]: readonly [kept: Value, keep: (value: Value) => void],
): [value: Value, setValue: SetValue<Value>] {
  const isControlled = useIsControlled(name, value)
  const current = value === undefined ? kept : value
  const latest = useRef({ current, isControlled, onChange, keep })
  useEffect(() => {
    latest.current = { current, isControlled, onChange, keep }
  })
  const setValue = useCallback<SetValue<Value>>((next) => {
    const { current, isControlled, onChange, keep } = latest.current
    const changed = isUpdater(next) ? next(current) : next
    if (Object.is(changed, current)) return
    if (!isControlled) {
      // For a second change before the next render.
      latest.current.current = changed
      keep(changed)
    }
    onChange?.(changed)
  }, [])
  return [current, setValue]
}

/** Whether a prop is controlled. It reports once if a component switches sides, because its own value is then lost. */
export function useIsControlled(name: string, value: unknown): boolean {
  const isControlled = value !== undefined
  const initial = useRef(isControlled)
  const hasReported = useRef(false)
  useEffect(() => {
    if (isControlled === initial.current || hasReported.current) return
    hasReported.current = true
    const [before, now] = isControlled ? ['uncontrolled', 'controlled'] : ['controlled', 'uncontrolled']
    // oxlint-disable-next-line no-console -- For the developer of the page, as React reports it for an input.
    console.error(
      `The prop "${name}" of a Dailies component changed from ${before} to ${now}. Give it a value other than undefined in every render, or in none.`,
    )
  }, [name, isControlled])
  return isControlled
}

const isUpdater = <Value>(next: Value | ((current: Value) => Value)): next is (current: Value) => Value =>
  typeof next === 'function'
