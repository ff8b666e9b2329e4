// A classic script, because browsers load no modules from a file: it sets the theme before anything is shown, and says what is missing.
;(() => {
  const root = document.documentElement
  const [, theme] = /(?:^|;\s*)dailies_theme=(light|dark)\b/.exec(document.cookie) || []
  root.dataset.theme = theme || 'system'

  const missing = () => {
    if (location.protocol === 'file:')
      return 'It was opened as a file. Serve its folder, for example with "npx serve", and open the address that it prints.'
    if (!isSecureContext) return 'It was opened by http. Open it by https, or on localhost.'
    if (!navigator.serviceWorker)
      return 'This browser has no service workers here; some have none in private windows. Open it in a usual window.'
    if (!navigator.locks || !window.indexedDB) return 'This browser has no Web Locks or no IndexedDB. Use a newer one.'
    if (!window.VideoEncoder) return 'This browser has no WebCodecs, which encode the videos. Use a newer one.'
    return ''
  }
  const reason = missing()
  if (!reason) return
  root.dataset.missing = ''
  addEventListener('DOMContentLoaded', () => {
    document.querySelector('#start-text').textContent =
      `This demo runs its server inside of the page, which is not possible here. ${reason}`
  })
})()
