/** A bound on how many things run at once; who comes late waits in line. */
export interface Slots {
  /** Resolves with the function that gives the place back. */
  take(): Promise<() => void>
}

/** @param count How many places there are. */
export function createSlots(count: number): Slots {
  const line: (() => void)[] = []
  let free = count

  const giveBack = () => {
    const next = line.shift()
    if (next) next()
    else free += 1
  }

  return {
    take() {
      const place = () => {
        let held = true
        return () => {
          if (held) giveBack()
          held = false
        }
      }
      if (free > 0) {
        free -= 1
        return Promise.resolve(place())
      }
      return new Promise((resolve) => line.push(() => resolve(place())))
    },
  }
}
