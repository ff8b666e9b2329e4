const read = async (url, cookie) => {
  const response = await fetch(`${url}/api/videos`, { headers: cookie ? { cookie } : {} })
  return { status: response.status, body: await response.json() }
}

/** The cookie that a page gives to a new visitor. */
export const newVisitor = async (url) => (await fetch(url)).headers.get('set-cookie')?.split(';')[0]

/** Fails unless each visitor has their own videos, and a request without a valid cookie has none. @param known the cookie of a visitor with one video */
export async function checkVisitors(url, known) {
  const other = await newVisitor(url)
  const forged = known.replace(/=./, (start) => (start === '=A' ? '=B' : '=A'))
  const found = {
    known: (await read(url, known)).body.data.length,
    other: (await read(url, other)).body.data.length,
    forged: (await read(url, forged)).status,
    none: (await read(url)).status,
  }
  const wanted = { known: 1, other: 0, forged: 401, none: 401 }
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`Videos of each visitor: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}.`)
}

/** Fails unless all visitors together can create this many more videos today. Each comes with a new cookie. */
export async function checkDailyLimit(url, videosLeft) {
  const create = async () => {
    const headers = { cookie: await newVisitor(url), 'content-type': 'application/json' }
    const body = JSON.stringify({ prompt: 'A brass lamp on a desk' })
    const response = await fetch(`${url}/api/videos`, { method: 'POST', headers, body })
    return response.status === 429 ? (await response.json()).error.param : 'sent'
  }
  const found = []
  for (let count = 0; count <= videosLeft; count += 1) found.push(await create())
  const wanted = [...Array(videosLeft).fill('sent'), 'total_videos_per_day']
  if (`${found}` !== `${wanted}`) throw new Error(`Creates in a day: expected ${wanted}, found ${found}.`)
}
