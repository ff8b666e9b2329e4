/**
 * Whether an input method editor (IME) is composing, so that Enter must not submit. Safari ends a composition before
 * its keydown event and marks that event only by key code 229: https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export const isComposing = ({ nativeEvent }: { nativeEvent: KeyboardEvent }): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229
