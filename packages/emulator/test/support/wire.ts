// Plain requests over real HTTP: nothing of core comes between the tests and the emulator.
import type { ActionName } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { now, seed } from "./seed.ts"
import { seededItem } from "./seededItems.ts"

export const token = "the-token-of-the-tests"

/** An emulator with the tests' seed behind a server. */
export const server = (options: EmulatorOptions = {}) =>
  NodeServer.layer().pipe(Layer.provideMerge(Emulator.layerEmulator({ seed, now, token, ...options })))

/** A user token with these scopes, or an instance token. */
export const grant = (name: string, scopes: ReadonlyArray<string>, more: object = {}) => ({
  token: Redacted.make(name),
  scopes,
  ...more
})

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
}

interface CallOptions {
  /** Null for none. */
  readonly token?: string | null
  readonly authorization?: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is. */
  readonly text?: string
}

const extras = ["_type", "_etag"]

/** The JSON of an answer without the fields that every object of Losant has. */
const withoutExtras = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !extras.includes(name)))
      : value
  )

/** Sends a request; without the extras in the answer, unless `_links` is asked for. */
export const call = (method: string, path: string, options: CallOptions = {}) =>
  Effect.flatMap(NodeServer, ({ url }) =>
    Effect.promise(async (): Promise<Reply> => {
      const query = new URLSearchParams({ _links: "false", ...options.query })
      const bearer = options.token === null ? {} : { authorization: `Bearer ${options.token ?? token}` }
      const body = options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
      const response = await fetch(`${url}${path}?${query}`, {
        method,
        headers: {
          ...bearer,
          ...(options.authorization === undefined ? {} : { authorization: options.authorization }),
          ...(body === undefined ? {} : { "content-type": "application/json" })
        },
        ...(body === undefined ? {} : { body })
      })
      const text = await response.text()
      const json: unknown = options.query?.["_links"] === undefined ? withoutExtras(text) : JSON.parse(text)
      return { status: response.status, headers: response.headers, json }
    })
  )

/** The value at a path of an answer, such as `at(json, "items", 0, "name")`. */
export const at = (json: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    json
  )

/** The values under one name in the items of a list. */
export const each = (json: unknown, name: string): ReadonlyArray<unknown> => {
  const items = at(json, "items")
  return Array.isArray(items) ? items.map((item) => at(item, name)) : []
}

const newRule = {
  name: "80 % of the payloads",
  targetType: "organization",
  targetQueryJson: "{}",
  ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 }
} as const

const newNode = {
  name: "Doubles",
  category: "data",
  triggers: [{ key: "start", type: "customNodeStart", config: {}, meta: {}, outputIds: [["end"]] }],
  nodes: [{ id: "end", type: "customNodeEnd", config: {}, meta: {}, outputIds: [] }]
} as const

/** The method and path of each action in Losant's documentation, and a body that it takes. */
export const routes = (ids: Readonly<Record<string, string>>) => {
  const instance = `/instances/${ids["instance"]}`
  const orgs = `${instance}/orgs`
  const org = `${orgs}/${ids["plant"]}`
  const member = `${org}/members/${ids["ada"]}`
  const invite = `${org}/invites/${ids["invite"]}`
  const token = `${instance}/tokens/${seededItem("apiTokenId")?.id}`
  const rule = `${instance}/notification-rules/${seededItem("notificationRuleId")?.id}`
  const sandbox = `${instance}/sandboxes/${seededItem("instanceSandboxId")?.id}`
  const node = `${instance}/nodes/${seededItem("instanceCustomNodeId")?.id}`
  return {
    "instances.get": ["GET", "/instances"],
    "instance.get": ["GET", instance],
    "instance.patch": ["PATCH", instance, { mfaMode: "required" }],
    "instance.deviceCounts": ["GET", `${instance}/deviceCounts`],
    "instance.notebookMinuteCounts": ["GET", `${instance}/notebookMinuteCounts`],
    "instance.payloadCounts": ["GET", `${instance}/payloadCounts`],
    "instance.payloadCountsBreakdown": ["GET", `${instance}/payloadCountsBreakdown`],
    "instance.historicalSummaries": ["GET", `${instance}/historicalSummaries`],
    "instance.generateReport": ["POST", `${instance}/generateReport`, { email: "billing@example.com" }],
    "instanceMembers.get": ["GET", `${instance}/members`],
    "instanceMembers.post": ["POST", `${instance}/members`, { email: "new@example.com", role: "view" }],
    "instanceMember.get": ["GET", `${instance}/members/${ids["ada"]}`],
    "instanceMember.patch": ["PATCH", `${instance}/members/${ids["ada"]}`, { role: "admin" }],
    "instanceMember.delete": ["DELETE", `${instance}/members/${ids["ada"]}`],
    "instanceAuditLogs.get": ["GET", `/instance/${ids["instance"]}/audit-logs`],
    "instanceAuditLog.get": ["GET", `/instance/${ids["instance"]}/audit-logs/${seededItem("instanceAuditLogId")?.id}`],
    "instanceOrgs.get": ["GET", orgs],
    "instanceOrgs.post": ["POST", orgs, { name: "New Org" }],
    "instanceOrg.get": ["GET", org],
    "instanceOrg.patch": ["PATCH", org, { description: "changed" }],
    "instanceOrg.delete": ["DELETE", org],
    "instanceOrg.deviceCounts": ["GET", `${org}/deviceCounts`],
    "instanceOrg.notebookMinuteCounts": ["GET", `${org}/notebookMinuteCounts`],
    "instanceOrg.payloadCounts": ["GET", `${org}/payloadCounts`],
    "instanceOrg.payloadCountsBreakdown": ["GET", `${org}/payloadCountsBreakdown`],
    "instanceOrgMembers.get": ["GET", `${org}/members`],
    "instanceOrgMembers.post": ["POST", `${org}/members`, { email: "new@example.com", role: "view" }],
    "instanceOrgMember.get": ["GET", member],
    "instanceOrgMember.patch": ["PATCH", member, { role: "edit" }],
    "instanceOrgMember.delete": ["DELETE", member],
    "instanceOrgInvites.get": ["GET", `${org}/invites`],
    "instanceOrgInvites.post": ["POST", `${org}/invites`, { email: "new@example.com", role: "view" }],
    "instanceOrgInvite.get": ["GET", invite],
    "instanceOrgInvite.delete": ["DELETE", invite],
    "instanceOrgInvite.resendInvite": ["POST", invite, { role: "edit" }],
    "instanceApiTokens.get": ["GET", `${instance}/tokens`],
    "instanceApiTokens.post": ["POST", `${instance}/tokens`, { name: "reads", scope: ["all.Instance.read"] }],
    "instanceApiToken.get": ["GET", token],
    "instanceApiToken.patch": ["PATCH", token, { status: "inactive" }],
    "instanceApiToken.delete": ["DELETE", token],
    "instanceNotificationRules.get": ["GET", `${instance}/notification-rules`],
    "instanceNotificationRules.post": ["POST", `${instance}/notification-rules`, newRule],
    "instanceNotificationRule.get": ["GET", rule],
    "instanceNotificationRule.patch": ["PATCH", rule, { enabled: false }],
    "instanceNotificationRule.delete": ["DELETE", rule],
    "instanceNotificationRule.logs": ["GET", `${rule}/logs`],
    "instanceNotificationRule.evaluate": ["POST", `${rule}/evaluate`, { ignoreFrequencyCheck: true }],
    "instanceSandboxes.get": ["GET", `${instance}/sandboxes`],
    "instanceSandbox.get": ["GET", sandbox],
    "instanceSandbox.delete": ["DELETE", sandbox],
    "instanceSandbox.undelete": ["PATCH", `${sandbox}/undelete`],
    "instanceSandbox.deviceCounts": ["GET", `${sandbox}/deviceCounts`],
    "instanceSandbox.notebookMinuteCounts": ["GET", `${sandbox}/notebookMinuteCounts`],
    "instanceSandbox.payloadCounts": ["GET", `${sandbox}/payloadCounts`],
    "instanceSandbox.payloadCountsBreakdown": ["GET", `${sandbox}/payloadCountsBreakdown`],
    "instanceCustomNodes.get": ["GET", `${instance}/nodes`],
    "instanceCustomNodes.post": ["POST", `${instance}/nodes`, newNode],
    "instanceCustomNode.get": ["GET", node],
    "instanceCustomNode.patch": ["PATCH", node, { description: "changed" }],
    "instanceCustomNode.delete": ["DELETE", node],
    "instanceCustomNode.errors": ["GET", `${node}/errors`],
    "instanceCustomNode.stats": ["GET", `${node}/stats`]
    // A route of an unknown action does not compile. An action that is added later works without one: every action is
    // tried over real HTTP by the matrix of faults.
  } as const satisfies { readonly [Name in ActionName]?: readonly [method: string, path: string, body?: object] }
}
