/** Goes to the card of a film, or to the first card where that one is gone. */
export const focusFilm = (id = ''): void => {
  const card =
    document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`) ??
    document.querySelector<HTMLElement>('[data-video]')
  card?.focus()
}
