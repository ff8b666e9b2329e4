/** Next calls this once when the server starts: running videos are polled, also those of visitors who have left. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { start } = await import('./lib/start')
  await start()
}
