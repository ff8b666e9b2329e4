/** Notification API and document title, as `useJobNotifications` uses them. */
export interface Notifier {
  /** Current permission; `unsupported` if the browser has no notifications, such as iOS outside an installed app. */
  permission(): NotificationPermission | 'unsupported'
  /** Requests the permission. Call it from a user gesture; otherwise the browser may deny without asking the user. */
  requestPermission(): Promise<unknown>
  /** Shows a notification. @param tag notifications with the same tag replace each other, also across tabs */
  show(text: string, tag: string): void
  /** Title of the page. */
  title(): string
  /** Changes the title of the page. */
  setTitle(title: string): void
}

/** The Notification API and the title of the browser. */
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
      // Chrome on Android shows notifications only through a service worker; the constructor throws.
    }
  },
  title: () => document.title,
  setTitle(title) {
    document.title = title
  },
}
