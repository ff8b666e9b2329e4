'use client'

const ErrorPage = ({ reset }: { reset: () => void }) => (
  <main className="head">
    <h1>This page could not be made</h1>
    <p>Videos that are being rendered go on meanwhile.</p>
    <button type="button" className="dl-button" data-variant="outline" onClick={reset}>
      Try again
    </button>
  </main>
)

export default ErrorPage
