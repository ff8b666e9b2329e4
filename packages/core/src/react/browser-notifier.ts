/** The ways in which a page tells somebody who is looking elsewhere. */
export interface Notifier {
  /** `unsupported` where there are no notifications, as on iOS outside an installed app. */
  permission(): NotificationPermission | 'unsupported'
  /** Asks the visitor; only in answer to a press, or the browser refuses by itself. */
  requestPermission(): Promise<unknown>
  /** Shows a notification. @param tag one notification per tag, however many tabs show it */
  show(text: string, tag: string): void
  /** Title of the page. */
  title(): string
  /** Changes the title of the page. */
  setTitle(title: string): void
}

/** The browser's own. */
export const browserNotifier: Notifier = {
  permission: () => (typeof Notification === 'function' ? Notification.permission : 'unsupported'),
  requestPermission: async () => (typeof Notification === 'function' ? Notification.requestPermission() : undefined),
  show(text, tag) {
    try {
      const notification = new Notification(text, { tag })
      notification.addEventListener('click', () => {
        globalThis.focus()
        notification.close()
      })
    } catch {
      // Android shows notifications through a service worker only, and throws here.
    }
  },
  title: () => document.title,
  setTitle(title) {
    document.title = title
  },
}
