import ipaddr from 'ipaddr.js'

/** Limits on one-time codes. Windows are by the database's clock. */
export interface CodeLimits {
  lifeSeconds: number
  /** Wrong guesses that one code bears, the right one included. */
  tries: number
  /** Pause before the same number gets another code. */
  resendSeconds: number
  perNumberAnHour: number
  /** Many people share an address behind a mobile operator, so it is the looser limit. */
  perAddressAnHour: number
}

export const codeLimits: CodeLimits = {
  lifeSeconds: 300,
  tries: 5,
  resendSeconds: 30,
  perNumberAnHour: 5,
  perAddressAnHour: 30,
}

/** What counts as one network address: IPv4 whole, of IPv6 the /64 that one customer has to himself. */
export function addressKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 64)
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  const parts = (address as ipaddr.IPv6).parts.slice(0, 4)
  return `${parts.map((part) => part.toString(16)).join(':')}::/64`
}

/** The sentence that carries a code. It warns, for a caller who asks for a code is how accounts are stolen. */
export const codeText = ({ code, platformName }: { code: string; platformName: string }): string =>
  `${code} is your ${platformName} sign-in code, good for 5 minutes. Tell it to nobody: we never ask for it.`
