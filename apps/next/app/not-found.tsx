import Link from 'next/link'
import { connection } from 'next/server'

// Next's own page has inline styles, which the CSP blocks; and a page rendered at build time has no nonce.
const NotFound = async () => {
  await connection()
  return (
    <main className="head">
      <h1>There is nothing here</h1>
      <p>
        <Link href="/">Back to the videos</Link>
      </p>
    </main>
  )
}

export default NotFound
