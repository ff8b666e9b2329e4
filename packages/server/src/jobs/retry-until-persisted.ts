const firstDelayMs = 50
const maxDelayMs = 5_000
const timeoutMs = 60_000

/**
 * Retries saving the upstream's response to a create request, with exponential backoff for a minute, while the store is
 * unreachable. No other copy of that response exists, and the video is billed even if it is lost. The lease is renewed
 * meanwhile, if the store can be reached.
 */
export async function retryUntilPersisted<T>(save: () => Promise<T>): Promise<T> {
  const until = performance.now() + timeoutMs
  for (let delay = firstDelayMs; ; delay = Math.min(maxDelayMs, 2 * delay)) {
    try {
      return await save()
    } catch (error) {
      if (performance.now() >= until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, delay))
  }
}
