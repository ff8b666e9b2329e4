/** What the buttons and keys of a player do to its element. */
export const mediaActions = (media: HTMLVideoElement | null) => ({
  togglePlay() {
    if (!media) return
    // A refusal to play shows as a film that stands still, with the play button beside it.
    if (media.paused) media.play().catch(() => {})
    else media.pause()
  },
  toggleMute() {
    if (media) media.muted = !media.muted
  },
  toggleLoop() {
    if (!media) return
    media.loop = !media.loop
    // The element tells of no change of its loop, and its listeners read it anew at this event.
    media.dispatchEvent(new Event('volumechange'))
  },
  toggleFullscreen() {
    const element = media?.closest('.dl-player')
    if (document.fullscreenElement) void document.exitFullscreen()
    else if (element?.requestFullscreen) element.requestFullscreen().catch(() => {})
    else if (media && entersFullscreen(media)) media.webkitEnterFullscreen()
  },
  seek(time: number) {
    if (!media || media.readyState < HTMLMediaElement.HAVE_METADATA) return
    media.currentTime = Math.min(Math.max(time, 0), media.duration || time)
  },
})

// On an iPhone only the film itself can fill the screen.
const entersFullscreen = (media: HTMLVideoElement): media is HTMLVideoElement & { webkitEnterFullscreen(): void } =>
  'webkitEnterFullscreen' in media
