/**
 * Whether an input method is composing, so that Enter belongs to it. Safari ends a composition before its keydown and marks that
 * one by 229 alone: https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export const isComposing = ({ nativeEvent }: { nativeEvent: KeyboardEvent }): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229
