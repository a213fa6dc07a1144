import type { ApprovedProvider, Steps } from './steps.ts'

/** A rider of a startup, for whom the demo reads codes aloud. */
export interface Rider {
  /** Fetches the parcel with the shop's code and hands it over for the buyer's. */
  bring(shipmentId: string, codes: { handoverCode: string; deliveryCode: string }): Promise<void>
}

/** A running market with all that stands around it, as the story uses it. */
export interface DemoMarket extends Steps {
  makeOperator(phone: string): Promise<void>
  courierUrl(index: number): string
  startCourier(index: number, provider: ApprovedProvider, character: 'difficult' | 'willing'): Promise<Rider>
  payAtGateway(paymentId: string): Promise<void>
}
