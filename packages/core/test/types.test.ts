// The promises of the types: the exact errors of every action, and that wrong input does not compile. The compiler
// checks this file; a promise that no longer holds is an error there, also one that was marked as expected.
import type * as Effect from "effect/Effect"
import { assert, describe, expectTypeOf, it } from "vitest"
import {
  type ActionName,
  actions,
  type CommonError,
  InstanceId,
  InstanceOrg,
  InstanceOrgInvite,
  InstanceOrgInvites,
  InstanceOrgMember,
  InstanceOrgMembers,
  InstanceOrgs,
  Instances,
  InviteId,
  type Losant,
  type LosantCircuitOpen,
  type LosantConflict,
  type LosantDecode,
  type LosantForbidden,
  type LosantInvalidInput,
  type LosantNotFound,
  type LosantPayloadTooLarge,
  type LosantRateLimited,
  type LosantServerError,
  type LosantTimeout,
  type LosantTransport,
  type LosantUnauthorized,
  type LosantUnexpectedStatus,
  type LosantValidation,
  OrgId,
  Pagination,
  type Schemas,
  UserId
} from "../src/index.ts"

const instanceId = InstanceId.make("60106426dc03c6aad06560ba")
const orgId = OrgId.make("575ed6e87ae143cd83dc4aa8")
const userId = UserId.make("575ef90f7ae143cd83dc4aad")
const inviteId = InviteId.make("575ed71e7ae143cd83dc4aaa")

type Common =
  | LosantInvalidInput
  | LosantValidation
  | LosantUnauthorized
  | LosantForbidden
  | LosantConflict
  | LosantPayloadTooLarge
  | LosantRateLimited
  | LosantServerError
  | LosantUnexpectedStatus
  | LosantTransport
  | LosantTimeout
  | LosantCircuitOpen
  | LosantDecode

/** The value and the errors of an action, spelled out for some of them. */
interface Promised {
  "instances.get": [Schemas.Instances, Common]
  "instanceOrgs.get": [Schemas.InstanceOrgs, Common | LosantNotFound]
  "instanceOrgs.post": [Schemas.Org, Common | LosantNotFound]
  "instanceOrg.get": [Schemas.InstanceOrg, Common | LosantNotFound]
  "instanceOrg.patch": [Schemas.InstanceOrg, Common | LosantNotFound]
  "instanceOrg.delete": [Schemas.Success, Common | LosantNotFound]
  "instanceOrg.deviceCounts": [Schemas.DeviceCounts, Common | LosantNotFound]
  "instanceOrg.notebookMinuteCounts": [Schemas.NotebookMinuteCounts, Common | LosantNotFound]
  "instanceOrg.payloadCounts": [Schemas.PayloadStats, Common | LosantNotFound]
  "instanceOrg.payloadCountsBreakdown": [Schemas.PayloadCountsBreakdown, Common | LosantNotFound]
  "instanceOrgMembers.get": [Schemas.InstanceOrgMembers, Common | LosantNotFound]
  "instanceOrgMembers.post": [Schemas.InstanceOrgMember, Common | LosantNotFound]
  "instanceOrgMember.get": [Schemas.InstanceOrgMember, Common | LosantNotFound]
  "instanceOrgMember.patch": [Schemas.InstanceOrgMember, Common | LosantNotFound]
  "instanceOrgMember.delete": [Schemas.Success, Common | LosantNotFound]
  "instanceOrgInvites.get": [Schemas.OrgInviteCollection, Common | LosantNotFound]
  "instanceOrgInvites.post": [Schemas.OrgInviteCollection, Common | LosantNotFound]
  "instanceOrgInvite.get": [Schemas.OrgInvite, Common | LosantNotFound]
  "instanceOrgInvite.delete": [Schemas.Success, Common | LosantNotFound]
  "instanceOrgInvite.resendInvite": [Schemas.OrgInvite, Common | LosantNotFound]
}

type Result<Name extends ActionName> = ReturnType<(typeof actions)[Name]>
type Value<Name extends ActionName> = (typeof actions)[Name]["success"]["Type"]
/** Only an action with an id in its path can find that something is missing. */
type Missing<Name extends ActionName> = keyof (typeof actions)[Name]["params"] extends never ? never : LosantNotFound
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

describe("the result of an action", () => {
  it("is exactly what it answers, what it fails with, and that it needs Losant", () => {
    expectTypeOf<{
      [Name in keyof Promised]: Same<Result<Name>, Effect.Effect<Promised[Name][0], Promised[Name][1], Losant>>
    }>().toEqualTypeOf<{ [Name in keyof Promised]: true }>()
    expectTypeOf<{
      [Name in ActionName]: Same<Result<Name>, Effect.Effect<Value<Name>, Common | Missing<Name>, Losant>>
    }>().toEqualTypeOf<{ [Name in ActionName]: true }>()
    expectTypeOf<CommonError>().toEqualTypeOf<Common>()
  })

  it("shows in the functions that programs call", () => {
    expectTypeOf(InstanceOrg.get({ instanceId, orgId })).toEqualTypeOf<
      Effect.Effect<Schemas.InstanceOrg, Common | LosantNotFound, Losant>
    >()
    expectTypeOf(Instances.get()).toEqualTypeOf<Effect.Effect<Schemas.Instances, Common, Losant>>()
    assert.strictEqual(actions["instanceOrg.get"], InstanceOrg.get)
  })
})

describe("what does not compile", () => {
  it("an id of another kind, or a plain string", () => {
    // @ts-expect-error an organization's id is no instance's
    InstanceOrg.get({ instanceId: orgId, orgId })
    // @ts-expect-error an instance's id is no organization's
    InstanceOrg.patch({ instanceId, orgId: instanceId, organization: {} })
    // @ts-expect-error a user's id is no organization's
    InstanceOrg.delete({ instanceId, orgId: userId })
    // @ts-expect-error an invitation's id is no user's
    InstanceOrgMember.get({ instanceId, orgId, userId: inviteId })
    // @ts-expect-error a user's id is no invitation's
    InstanceOrgInvite.delete({ instanceId, orgId, inviteId: userId })
    // @ts-expect-error a plain string is no id
    InstanceOrgs.get({ instanceId: "60106426dc03c6aad06560ba" })
    // @ts-expect-error an organization's id is no user's, in a body as well
    InstanceOrgMembers.post({ instanceId, orgId, member: { userId: orgId, role: "view" } })
  })

  it("a missing id", () => {
    // @ts-expect-error no input at all
    InstanceOrgs.get()
    // @ts-expect-error no instanceId
    InstanceOrgs.get({})
    // @ts-expect-error no orgId
    InstanceOrg.deviceCounts({ instanceId })
    // @ts-expect-error no userId
    InstanceOrgMember.delete({ instanceId, orgId })
    // @ts-expect-error no inviteId
    InstanceOrgInvite.get({ instanceId, orgId })
  })

  it("a missing body", () => {
    // @ts-expect-error no orgConfig
    InstanceOrgs.post({ instanceId })
    // @ts-expect-error no organization
    InstanceOrg.patch({ instanceId, orgId })
    // @ts-expect-error no member
    InstanceOrgMembers.post({ instanceId, orgId })
    // @ts-expect-error no member
    InstanceOrgMember.patch({ instanceId, orgId, userId })
    // @ts-expect-error no invite
    InstanceOrgInvites.post({ instanceId, orgId })
    // @ts-expect-error no roleInfo
    InstanceOrgInvite.resendInvite({ instanceId, orgId, inviteId })
    // @ts-expect-error a body under another name
    InstanceOrgs.post({ instanceId, organization: { name: "Northwind" } })
  })

  it("a field that the body requires", () => {
    // @ts-expect-error no name
    InstanceOrgs.post({ instanceId, orgConfig: {} })
    // @ts-expect-error no role
    InstanceOrgMembers.post({ instanceId, orgId, member: { userId } })
    // @ts-expect-error no email
    InstanceOrgInvites.post({ instanceId, orgId, invite: { role: "view" } })
  })

  it("an unknown parameter", () => {
    // @ts-expect-error no such parameter
    Instances.get({ query: {} })
    // @ts-expect-error no such parameter
    InstanceOrgs.get({ instanceId, pageSize: 3 })
    // @ts-expect-error members are not paged
    InstanceOrgMembers.get({ instanceId, orgId, page: 1 })
    // @ts-expect-error no such parameter
    InstanceOrg.deviceCounts({ instanceId, orgId, asBytes: true })
    // @ts-expect-error no such parameter
    InstanceOrg.delete({ instanceId, orgId, force: true })
  })

  it("an unknown field of a body", () => {
    // @ts-expect-error no such field
    InstanceOrgs.post({ instanceId, orgConfig: { name: "Northwind", colour: "red" } })
    // @ts-expect-error members cannot be patched here
    InstanceOrg.patch({ instanceId, orgId, organization: { members: [] } })
    // @ts-expect-error no such limit
    InstanceOrg.patch({ instanceId, orgId, organization: { limits: { devices: 1 } } })
    // @ts-expect-error the email of a member does not change
    InstanceOrgMember.patch({ instanceId, orgId, userId, member: { email: "ada@example.com" } })
    // @ts-expect-error no such field
    InstanceOrgMembers.post({ instanceId, orgId, member: { userId, role: "view", nickname: "Ada" } })
    // @ts-expect-error no such field to ask for
    InstanceOrgs.get({ instanceId, query: { $and: [{ colour: "red" }] } })
  })

  it("a value of another type, or outside an enum", () => {
    // @ts-expect-error pages are numbers
    InstanceOrgs.get({ instanceId, page: "1" })
    // @ts-expect-error not sortable by that
    InstanceOrgs.get({ instanceId, sortField: "description" })
    // @ts-expect-error flags are booleans
    InstanceOrgs.get({ instanceId, _links: "true" })
    // @ts-expect-error a list, not a text
    InstanceOrgs.get({ instanceId, summaryInclude: "deviceCount" })
    // @ts-expect-error a day or an hour
    InstanceOrg.payloadCountsBreakdown({ instanceId, orgId, resolution: 60_000 })
    // @ts-expect-error a time is no text
    InstanceOrg.payloadCounts({ instanceId, orgId, start: "2023-11-14" })
    // @ts-expect-error no such role
    InstanceOrgInvites.post({ instanceId, orgId, invite: { email: "ada@example.com", role: "owner" } })
    // @ts-expect-error absent is absent, not undefined
    InstanceOrgs.get({ instanceId, page: undefined })
  })

  it("a stream of a list that comes whole", () => {
    // @ts-expect-error members come whole
    void (() => Pagination.items(InstanceOrgMembers.get, { instanceId, orgId }))
    // @ts-expect-error invitations come whole, though they have ids
    void (() => Pagination.pages(InstanceOrgInvites.get, { instanceId, orgId }))
    // @ts-expect-error one organization is no list
    void (() => Pagination.pages(InstanceOrg.get, { instanceId, orgId }))
    // @ts-expect-error a stream takes no parameter that the list does not take
    Pagination.items(InstanceOrgs.get, { instanceId, pageSize: 1 })
    expectTypeOf(InstanceOrgs.get.paging.by).toEqualTypeOf<"page">()
    expectTypeOf(InstanceOrgMembers.get.paging).toEqualTypeOf<undefined>()
  })

  it("an option that a call does not take", () => {
    // @ts-expect-error a call has no token of its own
    InstanceOrgs.get({ instanceId }, { accessToken: "token" })
    // @ts-expect-error no such option
    InstanceOrgs.get({ instanceId }, { retries: 3 })
  })
})

describe("the counts of a summary", () => {
  it("complete in an editor, and others may be asked for", () => {
    expectTypeOf<"deviceCount">().toExtend<Schemas.SummaryField>()
    // A plain string would complete nothing.
    expectTypeOf<Schemas.SummaryField>().not.toEqualTypeOf<string>()
    InstanceOrgs.get({ instanceId, summaryInclude: ["deviceCount", "aCountOfTheFuture"] })
    InstanceOrg.get({ instanceId, orgId, summaryInclude: ["memberCount"] })
  })
})

describe("what an answer's types say", () => {
  it("known values complete in an editor, and others are strings", () => {
    expectTypeOf<"admin">().toExtend<NonNullable<Schemas.InstanceOrgMember["role"]>>()
    expectTypeOf<string>().toExtend<NonNullable<Schemas.InstanceOrgMember["role"]>>()
    expectTypeOf<NonNullable<Schemas.InstanceOrgMember["role"]>>().toExtend<string>()
  })

  it("ids of an answer can be passed on", () => {
    expectTypeOf<Schemas.InstanceOrg["id"]>().toEqualTypeOf<OrgId>()
    expectTypeOf<Schemas.OrgInvite["id"]>().toEqualTypeOf<InviteId>()
    expectTypeOf<Schemas.InstanceOrgMember["userId"]>().toEqualTypeOf<UserId>()
    expectTypeOf<Schemas.Instance["id"]>().toEqualTypeOf<InstanceId>()
  })
})
