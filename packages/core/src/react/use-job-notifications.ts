'use client'
import { isSettled } from '@dailies/core'
import type { Video } from '@dailies/core'
import { useCallback, useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Notifier } from './browser-notifier'
import { browserNotifier } from './browser-notifier'
import { callPage } from './call-page'
import { useRunningJobs } from './use-running-jobs'
import { useVideosRuntime } from './videos-provider'

/** Options of `useJobNotifications`: the notification text, and where it is shown. */
export interface UseJobNotificationsOptions {
  /** Called once for each running job that has completed or failed, also for several that end at once. */
  onSettled?: ((video: Video) => void) | undefined
  /** Text for one settled video: for the live region, the title and the notification. */
  text(video: Video): string
  /** Shows the text as the document's title until the page is visible again. @default true */
  title?: boolean
  /** Notification API and title. @default those of the browser */
  notifier?: Notifier
}

/** Result of `useJobNotifications`: the live region text and the notification opt-in. */
export interface UseJobNotifications {
  /**
   * Text for a live region (`role="status"`): the latest message, empty until a job has settled. Jobs that settle at once
   * are announced together, a line each.
   */
  announcement: string
  /** Whether a browser notification is shown while the page is hidden. */
  isNotifying: boolean
  /** The browser has no notifications, or the user has denied the permission. */
  cannotNotify: boolean
  /** Opts in or out. Call it from a user gesture, because it may request the permission. */
  setNotifying(isNotifying: boolean): Promise<void>
}

/**
 * Notifies the user when a running job has completed or failed: by text for a live region, by the document's title
 * while the page is hidden, and, after an opt-in, by a browser notification. With the opt-in, a hidden page keeps
 * watching its jobs; without it, a hidden page sends no requests.
 */
export function useJobNotifications({
  text,
  onSettled,
  title = true,
  notifier = browserNotifier,
}: UseJobNotificationsOptions): UseJobNotifications {
  const { store, environment } = useVideosRuntime('useJobNotifications')
  // Watches every running job.
  useRunningJobs()
  const [announcement, setAnnouncement] = useState('')
  const [, forceRender] = useState(0)
  const [isNotifying, setIsNotifying] = useState(false)
  const permission = useSyncExternalStore(subscribeNever, notifier.permission, getServerPermission)
  const latest = useRef({ text, onSettled, title, notifier, isNotifying })
  useInsertionEffect(() => {
    latest.current = { text, onSettled, title, notifier, isNotifying }
  }, [text, onSettled, title, notifier, isNotifying])

  useEffect(() => (isNotifying ? store.watchWhileHidden() : undefined), [isNotifying, store])

  useEffect(() => {
    let originalTitle: string | undefined
    let messages: string[] = []
    let cancelAnnouncement = (): void => {}
    const announce = (message: string): void => {
      messages.push(message)
      if (messages.length > 1) return
      cancelAnnouncement = environment.setTimer(announcementDelayMs, () => {
        setAnnouncement(messages.join('\n'))
        messages = []
      })
    }
    const restoreTitle = (): void => {
      if (originalTitle === undefined || !environment.isVisible()) return
      latest.current.notifier.setTitle(originalTitle)
      originalTitle = undefined
    }
    const unsubscribeStore = store.subscribeAll((event, previous) => {
      if ('deleted' in event || !isSettled(event.video) || !previous || isSettled(previous)) return
      callPage(() => notify(event.video))
    })
    const notify = (video: Video): void => {
      const { text, onSettled, title, notifier, isNotifying } = latest.current
      callPage(() => onSettled?.(video))
      const message = text(video)
      announce(message)
      if (environment.isVisible()) return
      if (isNotifying) notifier.show(message, video.id)
      if (!title) return
      originalTitle ??= notifier.title()
      notifier.setTitle(message)
    }
    const unsubscribeEnvironment = environment.onChange(restoreTitle)
    return () => {
      unsubscribeStore()
      unsubscribeEnvironment()
      cancelAnnouncement()
      if (originalTitle !== undefined) latest.current.notifier.setTitle(originalTitle)
    }
  }, [store, environment])

  const setNotifying = useCallback(
    async (isWanted: boolean) => {
      if (isWanted && notifier.permission() === 'default') await notifier.requestPermission()
      // No subscription reports a change of the permission, so this render reads it again.
      setIsNotifying(isWanted && notifier.permission() === 'granted')
      forceRender((count) => count + 1)
    },
    [notifier],
  )
  const cannotNotify = permission === 'denied' || permission === 'unsupported'
  return { announcement, isNotifying, cannotNotify, setNotifying }
}

// A screen reader reads a live region some time after its text has changed, and misses texts that were replaced before.
const announcementDelayMs = 100

const subscribeNever = (): (() => void) => () => {}
const getServerPermission = (): 'default' => 'default'
