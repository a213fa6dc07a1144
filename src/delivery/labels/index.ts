import { labelRoutes } from './labels.routes.ts'
import { createLabelService, type LabelDeps } from './labels.service.ts'

export type { Label } from './labels.types.ts'

/** Labels of parcels: A6 as PDF, or in ZPL for label printers. */
export const createLabels = (deps: LabelDeps) => ({
  routes: labelRoutes(createLabelService(deps)),
  consumers: [],
})
