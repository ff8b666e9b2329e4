/** Next calls this once per server process, and never during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./lib/watch')).watch()
}
