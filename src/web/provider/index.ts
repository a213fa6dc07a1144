import type { WebRoutes } from '../page/index.ts'
import { admissionPages } from './admission.pages.tsx'
import { checksPages } from './checks.pages.tsx'
import { connectPages } from './connect.pages.tsx'
import { documentsPages } from './documents.pages.tsx'
import { homePages } from './home.pages.tsx'
import { loadPages } from './load.pages.tsx'
import { offerPages } from './offer.pages.tsx'
import { parcelsPages } from './parcels.pages.tsx'
import { peoplePages } from './people.pages.tsx'
import { registerPages } from './register.pages.tsx'
import { ridePages } from './ride.pages.tsx'
import { scorePages } from './score.pages.tsx'

export { providerNavigation } from './navigation.ts'

/** All pages of this door. */
export const providerPages: WebRoutes = (pages, app) => {
  for (const part of [
    homePages,
    admissionPages,
    registerPages,
    offerPages,
    documentsPages,
    loadPages,
    connectPages,
    checksPages,
    parcelsPages,
    ridePages,
    scorePages,
    peoplePages,
  ])
    part(pages, app)
}
