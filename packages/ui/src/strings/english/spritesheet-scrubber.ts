export const spritesheetScrubber = {
  label: 'Scrub through the video',
  labelOf: 'Scrub through the video: {prompt}',
  position: '{time} of {length}',
} as const
