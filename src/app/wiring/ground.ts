import {
  createHttpOtpSender,
  createIdentity,
  createLogOtpSender,
  type OtpSender,
} from '../../identity/index.ts'
import { createPlaces } from '../../places/index.ts'
import { createOutbox } from '../../platform/outbox/index.ts'
import { createAudit } from '../../trust/audit/index.ts'
import { contactBridge } from '../contact-bridge.ts'
import type { Resources } from '../resources.ts'
import type { Ground } from './families.ts'

/** What every module may need: the outbox, the book of decisions, people and places. */
export function wireGround(resources: Resources): Ground {
  const { config, log, db, sealer, masterKey } = resources
  const outbox = createOutbox()
  const sender = otpSender(resources)
  const bridge = contactBridge(resources)
  const audit = createAudit({ db })
  const identity = createIdentity({
    db,
    log,
    audit,
    sealer,
    secretKey: masterKey,
    publicUrl: config.PUBLIC_URL,
    platformName: config.PLATFORM_NAME,
    otpSender: sender,
    limits: { perAddressAnHour: config.OTP_PER_ADDRESS_HOUR },
  })
  const places = createPlaces()
  return { outbox, sender, bridge, audit, identity, places }
}

function otpSender({ config, log }: Resources): OtpSender & { close?(): Promise<void> } {
  if (config.OTP_SENDER === 'log') {
    return createLogOtpSender({ log, production: config.HAAT_ENV === 'production' })
  }
  // The configuration has made sure that both are there.
  return createHttpOtpSender({ url: config.OTP_HTTP_URL!, token: config.OTP_HTTP_TOKEN! })
}
