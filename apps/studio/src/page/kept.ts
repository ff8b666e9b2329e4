/** A choice that was kept on this device; null if there is none. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a choice on this device. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Some private windows deny storage; the choice then lasts as long as the page.
  }
}
