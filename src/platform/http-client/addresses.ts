import ipaddr from 'ipaddr.js'

/**
 * Tells what kind of address this is: `'global'` for one on the open internet, else the name of the
 * special range it lies in (IANA special-purpose registries: `private`, `loopback`, `linkLocal`, …), or
 * `'unreadable'`. An IPv4 address carried inside an IPv6 one (mapped, NAT64) is judged as what it carries.
 */
export function addressKind(address: string): string {
  if (!ipaddr.isValid(address)) return 'unreadable'
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return kindOfV4(parsed)
  return kindOfV6(parsed)
}

/** True when a connection to this address can only end on the open internet. */
export function isGlobalAddress(address: string): boolean {
  return addressKind(address) === 'global'
}

function kindOfV4(address: ipaddr.IPv4): string {
  const range = address.range()
  return range === 'unicast' ? 'global' : range
}

function kindOfV6(address: ipaddr.IPv6): string {
  if (address.zoneId) return 'linkLocal'
  const bytes = address.toByteArray()
  const embedded = new ipaddr.IPv4(bytes.slice(12))
  if (address.isIPv4MappedAddress()) return kindOfV4(embedded)
  if (address.match(NAT64, 96)) return kindOfV4(embedded)
  // 6to4 and Teredo are tunnels to whatever they carry and are switched off everywhere that matters
  // (RFC 7526): `range` names them, and so they are refused whatever they carry.
  const range = address.range()
  if (range !== 'unicast') return range
  // IANA has given out 2000::/3 alone as global unicast; the rest (`::127.0.0.1`, `4000::`) is reserved.
  return (bytes[0]! & 0xe0) === 0x20 ? 'global' : 'reserved'
}

const NAT64 = ipaddr.IPv6.parse('64:ff9b::')
