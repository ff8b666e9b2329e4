/** The longest prompt, in characters, as the Videos API has it. */
export const maxPrompt = 32_000
