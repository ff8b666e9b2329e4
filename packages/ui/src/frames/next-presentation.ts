// A hidden page presents no frames, and a seek to the shown frame may present none. The frame can then be drawn anyway.
const timeoutMs = 500

/**
 * The time of the frame that a media element presents next, in seconds; undefined if it presents none. Chromium reports
 * `seeked` before a canvas can draw the frame, and may present an earlier frame before it.
 */
export const nextPresentation = (video: HTMLVideoElement): Promise<number | undefined> =>
  new Promise((resolve) => {
    if (!('requestVideoFrameCallback' in video)) return void setTimeout(resolve, timeoutMs)
    const timer = setTimeout(resolve, timeoutMs)
    video.requestVideoFrameCallback((_now, { mediaTime }) => {
      clearTimeout(timer)
      resolve(mediaTime)
    })
  })
