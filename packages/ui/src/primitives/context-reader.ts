import { useContext, type Context } from 'react'

/**
 * Makes the hook by which parts read what their root gives them.
 * The hook throws an Error outside of that root.
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
