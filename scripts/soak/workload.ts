// The calls of an assistant during the life of an organization. They use all tools in turn.
import type { Client } from "@modelcontextprotocol/client"
import * as Predicate from "effect/Predicate"
import type { Tally } from "./Tally.ts"

type Content = Readonly<Record<string, unknown>>

/** Calls a tool. Gives its content, or `undefined` if it answers an error. */
const call = async (client: Client, tally: Tally, name: string, args: object): Promise<Content | undefined> => {
  tally.calls += 1
  const result = await client.callTool({ name, arguments: { ...args } }).catch((error: unknown) => {
    tally.unanswered.push(`${name}: ${String(error)}`)
    return undefined
  })
  const content: unknown = result?.structuredContent
  return result?.isError !== true && Predicate.isObject(content) ? content : undefined
}

const itemsOf = (content: Content | undefined): ReadonlyArray<Content> =>
  Array.isArray(content?.["items"]) ? content["items"].filter(Predicate.isObject) : []

const idIn = (value: unknown): unknown => (Predicate.isObject(value) && "id" in value ? value.id : undefined)

/** Makes all calls for one organization, from its creation to its deletion. */
export const job = async (client: Client, tally: Tally, key: string): Promise<void> => {
  const tool = (name: string, args: object = {}) => call(client, tally, name, args)
  const name = `Soak ${key}`
  const email = `soak-${key}@example.com`

  const created = await tool("losant_create_org", { name, limits: { device: 10 } })
  // If the outcome is unknown, the tool advises to look before the call is repeated. Here it is never repeated.
  const found = itemsOf(await tool("losant_list_orgs", { nameContains: name }))
  const orgId = idIn(created?.["org"]) ?? found[0]?.["id"]
  await tool("losant_list_instances")
  if (orgId === undefined) return

  await tool("losant_get_org", { orgId })
  await tool("losant_update_org", { orgId, limits: { device: 20 }, description: `Changed in ${key}` })
  await tool("losant_get_org_device_counts", { orgId })
  await tool("losant_get_org_notebook_minutes", { orgId })
  await tool("losant_get_org_payload_counts", { orgId })
  await tool("losant_get_org_payload_breakdown", { orgId, asBytes: true })

  await tool("losant_invite_to_org", { orgId, email, role: "view" })
  const [invite] = itemsOf(await tool("losant_list_org_invites", { orgId }))
  if (invite !== undefined) {
    const inviteId = invite["id"]
    await tool("losant_get_org_invite", { orgId, inviteId })
    await tool("losant_resend_org_invite", { orgId, inviteId, role: "edit" })
    await tool("losant_revoke_org_invite", { orgId, inviteId })
  }

  await tool("losant_add_org_member", { orgId, email, role: "view" })
  const [member] = itemsOf(await tool("losant_list_org_members", { orgId }))
  if (member !== undefined) {
    const userId = member["userId"]
    await tool("losant_get_org_member", { orgId, userId })
    await tool("losant_update_org_member", { orgId, userId, role: "edit" })
    await tool("losant_find_members", { person: email, includeInvites: true })
    await tool("losant_remove_org_member", { orgId, userId })
  }

  await tool("losant_list_orgs", { page: 1, sortField: "creationDate" })
  await tool("losant_get_org", { orgId: "no id", foo: key })
  await tool("losant_delete_org", { orgId })
}
