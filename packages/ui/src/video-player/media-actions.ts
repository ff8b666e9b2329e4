/** The actions of the player's buttons and keyboard shortcuts on the media element. */
export const mediaActions = (media: HTMLVideoElement | null) => ({
  togglePlay() {
    if (!media) return
    // If the browser rejects play(), the video stays paused, and the play button stays visible.
    if (media.paused) media.play().catch(() => {})
    else media.pause()
  },
  toggleMute() {
    if (media) media.muted = !media.muted
  },
  toggleLoop() {
    if (!media) return
    media.loop = !media.loop
    // Setting `loop` fires no event. useMedia reads `loop` again on volumechange.
    media.dispatchEvent(new Event('volumechange'))
  },
  toggleFullscreen() {
    const element = media?.closest('.dl-player')
    if (document.fullscreenElement) void document.exitFullscreen()
    else if (element?.requestFullscreen) element.requestFullscreen().catch(() => {})
    else if (media && supportsNativeFullscreen(media)) media.webkitEnterFullscreen()
  },
  seek(time: number) {
    if (!media || media.readyState < HTMLMediaElement.HAVE_METADATA) return
    media.currentTime = Math.min(Math.max(time, 0), media.duration || time)
  },
})

// On an iPhone only the video element itself supports full screen.
const supportsNativeFullscreen = (
  media: HTMLVideoElement,
): media is HTMLVideoElement & { webkitEnterFullscreen(): void } => 'webkitEnterFullscreen' in media
