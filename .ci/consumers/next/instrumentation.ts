export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { videos } = await import('./videos')
  videos.start()
}
