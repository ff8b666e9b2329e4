/** Next calls this once for each process that serves, and never for a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./lib/watch')).watch()
}
