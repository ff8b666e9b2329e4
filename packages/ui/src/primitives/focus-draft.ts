/** Focuses the field of the draft with that name, if the page has one. */
export const focusDraft = (name: string): void =>
  document.querySelector<HTMLElement>(`[data-draft="${CSS.escape(name)}"]`)?.focus()
