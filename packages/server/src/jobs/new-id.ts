const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0')

let lastTime = 0

/**
 * Generates an id. Ids of one process sort by creation time, even within a millisecond, so an id can be the cursor of a
 * list; 80 random bits make them unguessable.
 */
export function newId(prefix: string, now: number): string {
  // In microseconds, so that several ids fit into one millisecond.
  lastTime = Math.max(lastTime + 1, Math.floor(now) * 1_000)
  const random = crypto.getRandomValues(new Uint8Array(10))
  return `${prefix}_${hex(lastTime, 14)}${Array.from(random, (byte) => hex(byte, 2)).join('')}`
}
