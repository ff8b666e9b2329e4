export const spritesheetScrubber = {
  label: 'Scrub through the video',
  position: '{time} of {length}',
} as const
