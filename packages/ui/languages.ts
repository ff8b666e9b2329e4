/** Each is an entry of its own: a page carries the words of one. */
export const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'zh']
