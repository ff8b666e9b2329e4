/** Goes to the card of a film, or where that one is gone to the first card, or to what stands where there are none. */
export const focusFilm = (id = ''): void => {
  const card =
    document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`) ??
    document.querySelector<HTMLElement>('[data-video], .dl-library-example')
  card?.focus()
}
