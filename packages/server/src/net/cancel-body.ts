/**
 * Cancels a response body that will not be read further, so that its sender stops. Does not wait for the cancellation:
 * a body that was cloned on its way (some frameworks clone every response) is cancelled only when the other copy is.
 */
export function cancelBody(
  body: { cancel(reason?: unknown): Promise<void> } | null | undefined,
  reason?: unknown,
): void {
  // A stream that has already failed rejects with its error, which was reported when it was read.
  body?.cancel(reason).catch(() => undefined)
}
