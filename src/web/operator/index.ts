import type { WebRoutes } from '../page/index.ts'
import { admissionPages } from './admission.pages.tsx'
import { announcementsPages } from './announcements.pages.tsx'
import { auditPages } from './audit.pages.tsx'
import { cashPages } from './cash.pages.tsx'
import { craftsPages } from './crafts.pages.tsx'
import { delaysPages } from './delays.pages.tsx'
import { duplicatesPages } from './duplicates.pages.tsx'
import { handsPages } from './hands.pages.tsx'
import { homePages } from './home.pages.tsx'
import { indiaPages } from './india.pages.tsx'
import { loadPages } from './load.pages.tsx'
import { payoutPages } from './payouts.pages.tsx'
import { peoplePages } from './people.pages.tsx'
import { pointsPages } from './points.pages.tsx'
import { postPages } from './post.pages.tsx'
import { productsPages } from './products.pages.tsx'
import { providersPages } from './providers.pages.tsx'
import { queuesPages } from './queues.pages.tsx'
import { returnPages } from './returns.pages.tsx'
import { scoresPages } from './scores.pages.tsx'
import { settlementPages } from './settlements.pages.tsx'
import { stuckPages } from './stuck.pages.tsx'
import { synonymsPages } from './synonyms.pages.tsx'
import { tradersPages } from './traders.pages.tsx'

export { operatorNavigation } from './navigation.ts'

/** All pages of this door. */
export const operatorPages: WebRoutes = (pages, app) => {
  for (const part of [
    homePages,
    admissionPages,
    tradersPages,
    providersPages,
    scoresPages,
    loadPages,
    stuckPages,
    returnPages,
    delaysPages,
    postPages,
    pointsPages,
    queuesPages,
    cashPages,
    handsPages,
    settlementPages,
    payoutPages,
    indiaPages,
    auditPages,
    announcementsPages,
    synonymsPages,
    craftsPages,
    duplicatesPages,
    productsPages,
    peoplePages,
  ])
    part(pages, app)
}
