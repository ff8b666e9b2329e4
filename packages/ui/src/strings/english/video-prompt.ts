export const videoPrompt = {
  label: 'Prompt',
  placeholder: 'Describe a shot, its subject, what happens, where, and in what light',
} as const
