/** Maximum length of a prompt in the Videos API, in characters. */
export const maxPrompt = 32_000
