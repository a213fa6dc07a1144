import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import type { GuardedClient, OutgoingResult } from '../../platform/http-client/index.ts'
import { formsOf } from './pictures.forms.ts'
import { type PictureFault, retryMinutes } from './pictures.rules.ts'
import { hashOf, type PicturesService } from './pictures.service.ts'
import { failPicture, type Picture, takeDue } from './pictures.store.ts'

export interface FetchDeps {
  db: Database
  /** Takes answers as large as a picture may be. */
  client: Pick<GuardedClient, 'request'>
  pictures: Pick<PicturesService, 'keepForms'>
  log?: Logger
}

/** Fetched at the same time by one process. */
const atOnce = 4
/** How often an address may send on to another. */
const mostRedirects = 3

/** What will not be otherwise at the next try. */
const final: ReadonlySet<PictureFault> = new Set([
  'addressRefused',
  'notFound',
  'tooLarge',
  'notAPicture',
  'brokenPicture',
  'tooSmall',
])

/**
 * Fetches pictures whose time has come until none is left: from other people's servers, so over the guarded
 * client, which asks the open internet alone. What did not come is tried again some times and then given up.
 */
export function createFetching({ db, client, pictures, log }: FetchDeps) {
  const fetchOne = async (picture: Picture, signal: AbortSignal): Promise<void> => {
    const got = await download(client, picture.source, signal)
    if (signal.aborted) return
    const forms = 'fault' in got ? got : await formsOf(got.content)
    if ('content' in got && 'files' in forms) return pictures.keepForms(picture, forms, hashOf(got.content))
    const fault = 'fault' in forms ? forms.fault : 'brokenPicture'
    const wait = final.has(fault) ? undefined : retryMinutes[picture.tries]
    log?.debug({ pictureId: picture.pictureId, fault }, 'a picture did not come')
    await failPicture(db, picture.pictureId, fault, wait)
  }

  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const due = await takeDue(db, atOnce)
      if (due.length === 0) return
      await Promise.all(due.map((picture) => fetchOne(picture, signal)))
    }
  }
}

async function download(
  client: Pick<GuardedClient, 'request'>,
  from: string,
  signal: AbortSignal,
): Promise<{ content: Buffer } | { fault: PictureFault }> {
  let url = from
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await client.request({ method: 'GET', url, headers: { accept: 'image/*' }, signal })
    if (answer.outcome !== 'answered') return { fault: faultOf(answer) }
    if (answer.status >= 300 && answer.status < 400) {
      const to = answer.headers.location
      if (!to || !URL.canParse(to, url)) return { fault: 'notFound' }
      url = new URL(to, url).href
      continue
    }
    if (answer.status === 200) return { content: answer.body }
    return { fault: answer.status >= 500 || answer.status === 429 ? 'noAnswer' : 'notFound' }
  }
  return { fault: 'notFound' }
}

const faultOf = (answer: Exclude<OutgoingResult, { outcome: 'answered' }>): PictureFault => {
  if (answer.outcome === 'refused') return 'addressRefused'
  return answer.reason === 'bodyTooLarge' ? 'tooLarge' : 'noAnswer'
}
