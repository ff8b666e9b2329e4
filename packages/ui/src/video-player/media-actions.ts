import type { MediaControl } from './media-control'

/** The actions of the player's buttons and keyboard shortcuts on the media element. */
export const mediaActions = (media: HTMLVideoElement | null, control: MediaControl) => ({
  togglePlay() {
    if (media) control.setPlaying(media.paused)
  },
  toggleMute() {
    if (media) control.setMuted(!media.muted)
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
  setSpeed: (speed: number) => control.setSpeed(speed),
  seek: (time: number) => control.setTime(time),
})

// On an iPhone only the video element itself supports full screen.
const supportsNativeFullscreen = (
  media: HTMLVideoElement,
): media is HTMLVideoElement & { webkitEnterFullscreen(): void } => 'webkitEnterFullscreen' in media
