import { z } from 'zod'
import { contract, personOf, type Routes } from '../platform/http/index.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { createCodes } from './codes.service.ts'
import type { ProfileOf } from './identity.profile.ts'
import {
  keySetSchema,
  refreshBody,
  refreshReply,
  sendCodeBody,
  sendCodeReply,
  signInBody,
  signInReply,
} from './identity.schema.ts'
import { exampleAccount } from './me.routes.ts'
import type { createSessions } from './sessions.service.ts'

export interface AuthRoutesDeps {
  codes: ReturnType<typeof createCodes>
  sessions: ReturnType<typeof createSessions>
  accessTokens: AccessTokens
  profileOf: ProfileOf
}

const exampleTokens = {
  accessToken: 'eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCIsImtpZCI6…',
  expiresInSeconds: 600,
  refreshToken: 'hrt_AZNG0n4mcu2sQh4vKUyW6gAAAABC…',
}

/** Signing in and out. Answers with tokens are never stored by anything between. */
export const authRoutes =
  ({ codes, sessions, accessTokens, profileOf }: AuthRoutesDeps): Routes =>
  (app) => {
    app.post(
      '/v1/auth/codes',
      contract({
        operationId: 'sendCode',
        summary: 'Send a one-time code to a phone',
        description:
          'Six digits, good for 5 minutes and 5 tries; the newest code counts. The answer is the same whether the number has an account or not. Limits: one in 30 seconds and 5 an hour to a number, 30 an hour from an address.',
        tag: 'sign-in',
        access: 'public',
        body: sendCodeBody,
        replies: { 202: sendCodeReply },
        example: {
          body: { phone: '98765 43210' },
          reply: { expiresInSeconds: 300, resendAfterSeconds: 30 },
        },
      }),
      async (request, reply) =>
        reply.code(202).send(await codes.send({ phone: request.body.phone, ip: request.ip })),
    )

    app.post(
      '/v1/auth/sessions',
      contract({
        operationId: 'signIn',
        summary: 'Sign in with a one-time code',
        description: 'Makes the account at the first sign-in of a number.',
        tag: 'sign-in',
        access: 'public',
        body: signInBody,
        replies: { 201: signInReply },
        problems: [422],
        example: {
          body: { phone: '98765 43210', code: '482913' },
          reply: { ...exampleTokens, account: exampleAccount },
        },
      }),
      async (request, reply) => {
        const { refreshToken, ...person } = await codes.redeem(request.body)
        const tokens = await accessTokens.issue(person)
        const account = await profileOf(person.accountId)
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...tokens, refreshToken, account })
      },
    )

    app.post(
      '/v1/auth/refresh',
      contract({
        operationId: 'refreshTokens',
        summary: 'Exchange the refresh token for new tokens',
        description:
          'Each refresh token is good for one exchange. Repeat an exchange whose answer was lost within 30 seconds and you get the same answer; an older token ends the session, for somebody may hold a copy.',
        tag: 'sign-in',
        access: 'public',
        body: refreshBody,
        replies: { 200: refreshReply },
        problems: [401],
        example: { body: { refreshToken: exampleTokens.refreshToken }, reply: exampleTokens },
      }),
      async (request, reply) => {
        const { refreshToken, ...person } = await sessions.refresh(request.body.refreshToken)
        return reply
          .header('cache-control', 'no-store')
          .send({ ...(await accessTokens.issue(person)), refreshToken })
      },
    )

    app.post(
      '/v1/auth/sign-out',
      contract({
        operationId: 'signOut',
        summary: 'End this session',
        tag: 'sign-in',
        access: 'person',
        replies: { 204: z.undefined() },
        example: {},
      }),
      async (request, reply) => {
        await sessions.signOut(personOf(request))
        return reply.code(204).send()
      },
    )

    app.post(
      '/v1/auth/sign-out-everywhere',
      contract({
        operationId: 'signOutEverywhere',
        summary: 'End all sessions of the account, this one too',
        description: 'Access tokens stop working within a second.',
        tag: 'sign-in',
        access: 'person',
        replies: { 204: z.undefined() },
        example: {},
      }),
      async (request, reply) => {
        await sessions.signOutEverywhere(personOf(request))
        return reply.code(204).send()
      },
    )

    app.get(
      '/.well-known/jwks.json',
      contract({
        operationId: 'getKeySet',
        summary: 'Public keys that verify access tokens',
        description: 'RFC 7517. A key that was replaced stays for as long as its last tokens live.',
        tag: 'sign-in',
        access: 'public',
        replies: { 200: keySetSchema },
        example: {
          reply: {
            keys: [
              {
                kty: 'OKP',
                crv: 'Ed25519',
                x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
                kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
                use: 'sig',
                alg: 'EdDSA',
              },
            ],
          },
        },
      }),
      async (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(await accessTokens.keySet()),
    )
  }
