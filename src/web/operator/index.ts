import type { WebRoutes } from '../page/index.ts'
import { homePages } from './home.pages.tsx'

export { operatorNavigation } from './navigation.ts'

/** All pages of this door. */
export const operatorPages: WebRoutes = (pages, app) => {
  for (const part of [homePages]) part(pages, app)
}
