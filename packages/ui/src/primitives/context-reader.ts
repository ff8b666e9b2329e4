import { useContext, type Context } from 'react'

/**
 * Creates the hook that reads the context of a compound component in its parts.
 * The hook throws an Error outside of the root component.
 */
/* @__NO_SIDE_EFFECTS__ */
export const contextReader =
  <Value>(context: Context<Value | undefined>, root: string): (() => Value) =>
  () => {
    const value = useContext(context)
    if (value === undefined)
      throw new Error(`A part shows the state of its <${root}> and found none: put it inside one.`)
    return value
  }
