/**
 * Tells whoever sends this body that nobody reads it any more. Never waited for: a body that was cloned on its way (some frameworks
 * clone every response) ends only when the other copy does.
 */
export function cancelBody(body: { cancel(reason?: unknown): Promise<void> } | null | undefined, reason?: unknown): void {
  // A stream that has failed already rejects with its failure, which has been told where it was read.
  body?.cancel(reason).catch(() => undefined)
}
