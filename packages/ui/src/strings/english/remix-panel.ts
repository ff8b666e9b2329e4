export const remixPanel = {
  question: 'What should change?',
  advice: 'One clear change keeps the rest of the film as it is.',
} as const
