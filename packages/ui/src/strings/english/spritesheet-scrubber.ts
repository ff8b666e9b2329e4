export const spritesheetScrubber = {
  label: 'Scrub through the film',
  position: '{time} of {length}',
} as const
