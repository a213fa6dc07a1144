import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { stateNamed } from '../../kernel/states-of-india.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { CatalogueFacts, Offer } from '../catalogue/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import { marksChanged } from './crafts.events.ts'
import {
  type ClaimRef,
  claimsOfPlace,
  decideClaim,
  deleteClaim,
  putClaim,
  putEntries,
  readClaim,
  readEntries,
  readEntry,
  shopClaims,
} from './crafts.store.ts'
import type { Claim, CraftEntry, MarkKind } from './crafts.types.ts'
import { type ListProblem, readList } from './lists.rules.ts'

export interface CraftsDeps {
  db: Database
  audit: Pick<Audit, 'record'>
  outbox: Pick<Outbox, 'publish'>
  catalogue: Pick<CatalogueFacts, 'offers'>
  /** Whether a paper is among those of a trader. */
  hasDocument(sql: Sql, traderId: Id<'trader'>, documentId: Id<'document'>): Promise<boolean>
  traders: {
    requireShop(sql: Sql, person: Person, shopId: Id<'shop'>): Promise<ShopFacts>
    shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
  }
}

export interface NewClaim {
  listingId: Id<'listing'>
  entryId: Id<'markEntry'>
  district: string
  state: string
  authorisedUser: string | null
  documentId: Id<'document'> | null
}

export interface ListAnswer {
  rows: number
  created: number
  changed: number
  unchanged: number
  problems: ListProblem[]
}

/** Goods of a district that carry a mark, with who sells them. */
export interface CraftListing {
  claim: Claim
  offer: Offer
  shop: ShopFacts
}

export type Crafts = ReturnType<typeof createCraftsService>

/** District crafts and registered names: the lists, what shops claim, what operators say, and what buyers find. */
export function createCraftsService({ db, audit, outbox, catalogue, traders, hasDocument }: CraftsDeps) {
  /** What buyers see of goods changed with a claim that was approved, or is. */
  const tellMark = (tx: Tx, { shopId, listingId }: Pick<Claim, 'shopId' | 'listingId'>) =>
    outbox.publish(tx, [event(marksChanged, { shopId, listingIds: [listingId] })])

  return {
    /** Takes a list in; good rows go in, bad ones are told, and the same list twice changes nothing. */
    async importList(kind: MarkKind, file: string): Promise<ListAnswer> {
      const { entries, problems, rows } = readList(kind, file)
      const { created, changed } = await db.transaction((tx) => putEntries(tx, entries))
      return { rows, created, changed, unchanged: entries.length - created - changed, problems }
    },

    /** Throws `placeNotOfMark`, `authorisedUserNeeded`, `proofNeeded`, `documentNotYours`, `claimedAlready`. */
    async claim(person: Person, shopId: Id<'shop'>, wanted: NewClaim): Promise<Claim> {
      const shop = await traders.requireShop(db, person, shopId)
      const [[offer], entry] = await Promise.all([
        catalogue.offers(db, [{ shopId, listingId: wanted.listingId }]),
        readEntry(db, wanted.entryId),
      ])
      if (!offer) throw notFound('listing')
      if (!entry) throw notFound('mark')
      const state = stateNamed(wanted.state)?.name
      const district = wanted.district.trim()
      const isThere =
        state !== undefined &&
        (entry.states.length === 0 || entry.states.includes(state)) &&
        (entry.district === null || entry.district.toLowerCase() === district.toLowerCase())
      if (!isThere) {
        const detail = 'This mark belongs to another district or state. Choose the mark of where it is made.'
        throw new HaatError('unprocessable', 'placeNotOfMark', detail, {
          fields: [{ pointer: '/district', code: 'placeNotOfMark', detail }],
        })
      }
      if (entry.kind === 'gi' && !wanted.authorisedUser) {
        // Geographical Indications of Goods (Registration and Protection) Act 1999, s. 21.
        const detail =
          'A registered name is for its authorised users. Give your number in Part B of the register.'
        throw new HaatError('unprocessable', 'authorisedUserNeeded', detail, {
          fields: [{ pointer: '/authorisedUser', code: 'authorisedUserNeeded', detail }],
        })
      }
      if (entry.kind === 'odop' && !wanted.documentId) {
        const detail = 'Show a paper that says where it is made: add it to your documents, and name it here.'
        throw new HaatError('unprocessable', 'proofNeeded', detail, {
          fields: [{ pointer: '/documentId', code: 'proofNeeded', detail }],
        })
      }
      if (wanted.documentId && !(await hasDocument(db, shop.traderId, wanted.documentId))) {
        const detail = 'This paper is not among your documents. Add it there, and choose it here.'
        throw new HaatError('unprocessable', 'documentNotYours', detail, {
          fields: [{ pointer: '/documentId', code: 'documentNotYours', detail }],
        })
      }
      return db.transaction(async (tx) => {
        const { listingId, entryId, authorisedUser, documentId } = wanted
        const claimId = await putClaim(
          tx,
          { shopId, claimId: newId('markClaim') },
          { traderId: shop.traderId, listingId, entryId, authorisedUser, documentId, state, district },
        )
        if (!claimId) {
          throw new HaatError(
            'conflict',
            'claimedAlready',
            'This mark is claimed for these goods already. Wait for the operator’s word.',
          )
        }
        return (await readClaim(tx, { shopId, claimId }))!
      })
    },
    async claimsOf(person: Person, shopId: Id<'shop'>): Promise<Claim[]> {
      await traders.requireShop(db, person, shopId)
      return shopClaims(db, shopId)
    },
    async withdraw(person: Person, ref: ClaimRef): Promise<void> {
      await traders.requireShop(db, person, ref.shopId)
      await db.transaction(async (tx) => {
        const gone = await deleteClaim(tx, ref)
        if (!gone) throw notFound('claim')
        if (gone.status === 'approved') await tellMark(tx, { ...gone, shopId: ref.shopId })
      })
    },
    /** An operator's word; saying it twice is saying it once. An approved mark can be taken away by `refused`. */
    decide: (operator: Person, ref: ClaimRef, status: 'approved' | 'refused', reason: string | null) =>
      db.transaction(async (tx): Promise<Claim> => {
        const by = operator.accountId
        const decided = await decideClaim(tx, ref, { status, reason, by })
        if (decided) {
          if ([status, decided.was].includes('approved'))
            await tellMark(tx, { ...decided, shopId: ref.shopId })
          const reasons = reason ? [{ reason }] : []
          await audit.record(tx, { actorId: by, action: `mark.${status}`, objectId: ref.claimId, reasons })
        }
        const claim = await readClaim(tx, ref)
        if (!claim) throw notFound('claim')
        return claim
      }),

    /** What a district is known for, and who sells it. Only active goods of verified traders, for consumers. */
    async collection(
      state: string,
      district: string,
      kind: MarkKind | undefined,
    ): Promise<{ entries: CraftEntry[]; listings: CraftListing[] }> {
      const known = stateNamed(state)?.name
      if (!known) throw notFound('district')
      const [entries, claims] = await Promise.all([
        readEntries(db, { kind, state: known, district, q: undefined, after: undefined, limit: 200 }),
        claimsOfPlace(db, known, district, kind),
      ])
      if (entries.length === 0 && claims.length === 0) throw notFound('district')
      const [offers, shops] = await Promise.all([
        catalogue.offers(db, claims),
        traders.shopFacts(db, [...new Set(claims.map(({ shopId }) => shopId))]),
      ])
      const offerOf = new Map(offers.map((offer) => [offer.listingId, offer]))
      const listings = claims.flatMap((claim): CraftListing[] => {
        const [offer, shop] = [offerOf.get(claim.listingId), shops.get(claim.shopId)]
        const isSeen =
          offer?.status === 'active' && offer.soldTo.includes('consumer') && shop?.traderStatus === 'verified'
        return isSeen ? [{ claim, offer, shop }] : []
      })
      return { entries, listings }
    },
  }
}
