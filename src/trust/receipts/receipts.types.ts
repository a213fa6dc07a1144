import type { Id } from '../../kernel/ids.ts'

/** Whose hands a parcel is in, as a receipt names them. */
export type Party =
  | { kind: 'shop' | 'provider' | 'point'; id: string }
  /** Buyers are not named. */
  | { kind: 'buyer' | 'post' | 'carriers' }

export type ProofSaid =
  | { by: 'code' | 'operator' | 'none' }
  | {
      by: 'photo'
      /** Of the file that the market keeps. */
      photoSha256?: string
      /** Of the address of a photo that somebody else keeps. */
      photoAddressSha256?: string
      /** Between where it was taken and the door, as the market measured. */
      metresFromPlace?: number
      /** The DIGIPIN cell of about 240 m in which it was taken. */
      cell?: string
    }

/** What a receipt states. No name, phone, address line or exact place: the chain is kept for ever. */
export interface Receipt {
  type: 'haat-receipt'
  version: 1
  /** The market that signs. */
  market: string
  /** The shop whose chain this is, and its place in it from 1. */
  chain: Id<'shop'>
  number: number
  /** SHA-256 of the JWS before it, in base64url; null for the first. */
  previous: string | null
  kind: 'handedOver' | 'delivered' | 'returned'
  orderId: Id<'order'>
  shipmentId: Id<'shipment'>
  from: Party
  to: Party
  /** By the clock of whoever told it. */
  happenedAt: string
  writtenAt: string
  proof: ProofSaid
  /** Cash that changed hands with it. */
  cashPaise: number
}

/** A receipt as people keep it: readable, and as it was signed. */
export interface SignedReceipt {
  receipt: Receipt
  jws: string
}

/** Where a chain ended when it was exported, signed: a cut-off end is seen. */
export interface ChainHead {
  type: 'haat-receipt-chain'
  chain: string
  number: number
  hash: string
  at: string
}

/** A public key, as the market's key set has it (RFC 8037). */
export interface ReceiptKey {
  kty: 'OKP'
  crv: 'Ed25519'
  x: string
  kid: string
  use: 'sig'
  alg: 'EdDSA'
}
