/** A one-time code on its way to a phone. */
export interface OtpMessage {
  /** `+91` and ten digits. */
  to: string
  code: string
  /** The whole sentence that the person reads; it holds the code. */
  text: string
}

/** `notSent`: the message certainly did not go out. `unknown`: it may have. `detail` is for the log. */
export type OtpOutcome = { outcome: 'sent' } | { outcome: 'notSent' | 'unknown'; detail: string }

/** How one-time codes reach people. Never throws for anything that the other side does. */
export interface OtpSender {
  send(message: OtpMessage): Promise<OtpOutcome>
}
