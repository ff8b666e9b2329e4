/** A concurrency limiter with a FIFO queue. */
export interface Slots {
  /** Waits for a free slot; resolves with the function that releases it. */
  acquire(): Promise<() => void>
}

/** @param count number of slots */
export function createSlots(count: number): Slots {
  const queue: (() => void)[] = []
  let free = count

  const release = () => {
    const next = queue.shift()
    if (next) next()
    else free += 1
  }

  return {
    acquire() {
      const slot = () => {
        let isHeld = true
        return () => {
          if (isHeld) release()
          isHeld = false
        }
      }
      if (free > 0) {
        free -= 1
        return Promise.resolve(slot())
      }
      return new Promise((resolve) => queue.push(() => resolve(slot())))
    },
  }
}
