// A session with the tools of an instance that are off by default, in an order in which each finds what another made.
import { readFileSync, statSync } from "node:fs"
import { assert } from "@effect/vitest"
import { newSecretFile } from "./secretFiles.ts"

type Content = Readonly<Record<string, unknown>>
type Call = (name: string, args?: Content) => Promise<Content>

/** The means of a scenario. `confirm` calls, and calls again if a person is asked, who types the name. */
export interface Session {
  readonly call: Call
  readonly confirm: (tool: string, args: Content, typedName?: string) => Promise<Content>
  readonly field: (value: unknown, ...path: ReadonlyArray<string>) => unknown
}

const idOf = ({ field }: Session, content: Content, name: string): string => {
  const id = field(content, name, "id")
  assert.isString(id, JSON.stringify(content))
  return String(id)
}

const callTokenTools = async (session: Session) => {
  const { call, confirm, field } = session
  const secretFile = newSecretFile()
  const made = await confirm("losant_create_api_token", {
    name: "Reader",
    scope: ["instanceOrgs.get"],
    secretFile
  })
  const apiTokenId = idOf(session, made, "apiToken")
  const secret = readFileSync(secretFile, "utf8").trim()
  assert.strictEqual(statSync(secretFile).mode & 0o777, 0o600)
  assert.notInclude(JSON.stringify(made), secret)
  assert.include(JSON.stringify(await call("losant_list_api_tokens")), apiTokenId)
  await confirm("losant_update_api_token", { apiTokenId, status: "inactive" })
  const read = await call("losant_get_api_token", { apiTokenId })
  assert.strictEqual(read["status"], "inactive")
  assert.notInclude(JSON.stringify(read), secret)
  await confirm("losant_delete_api_token", { apiTokenId }, "Reader")
  assert.strictEqual(field(await call("losant_list_api_tokens"), "count"), 0)
}

const callRuleTools = async (session: Session) => {
  const { call, confirm } = session
  const made = await confirm("losant_create_notification_rule", {
    name: "Nearly used up",
    targetType: "organization",
    targetQueryJson: "{}",
    ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 1 },
    emailConfig: { subjectTemplate: "Usage", bodyTemplate: "Much is used", sendToTarget: "admins" },
    enabled: true
  })
  const notificationRuleId = idOf(session, made, "notificationRule")
  assert.include(JSON.stringify(await call("losant_list_notification_rules")), notificationRuleId)
  await confirm("losant_run_notification_rule", { notificationRuleId })
  assert.isArray((await call("losant_list_notification_logs", { notificationRuleId }))["items"])
  await confirm("losant_update_notification_rule", { notificationRuleId, enabled: false })
  assert.isFalse((await call("losant_get_notification_rule", { notificationRuleId }))["enabled"])
  await confirm("losant_delete_notification_rule", { notificationRuleId }, "Nearly used up")
}

const callSettingTools = async ({ call, confirm, field }: Session) => {
  const reportConfigs = [{ cron: "0 4 1 * *", emails: ["billing@example.com"] }]
  const changed = await confirm("losant_update_instance", {
    mfaMode: "adminRequired",
    orgDefaultLimitConfig: { device: 7 },
    reportConfigs
  })
  assert.notProperty(changed, "notApplied")
  const read = await call("losant_get_instance", { fields: ["mfaMode", "orgDefaultLimitConfig", "reportConfigs"] })
  assert.strictEqual(read["mfaMode"], "adminRequired")
  assert.strictEqual(field(read, "orgDefaultLimitConfig", "device"), 7)
  assert.strictEqual(field(read, "reportConfigs", "0", "cron"), "0 4 1 * *")
  await confirm("losant_update_instance", { clear: ["reportConfigs"] })
  assert.isEmpty((await call("losant_get_instance"))["reportConfigs"])
  const report = await confirm("losant_generate_report", { email: "billing@example.com", dateGroupBy: "month" })
  assert.isString(report["jobId"])
}

const callSandboxTools = async ({ call, confirm, field }: Session) => {
  const listed = await call("losant_list_sandboxes", { limit: 1 })
  const instanceSandboxId = field(listed, "items", "0", "id")
  assert.isString((await call("losant_get_sandbox", { instanceSandboxId }))["email"])
  for (const usage of ["device_counts", "notebook_minutes", "payload_counts", "payload_breakdown"]) {
    assert.isString((await call(`losant_sandbox_${usage}`, { instanceSandboxId }))["summary"])
  }
  await confirm("losant_delete_sandbox", { instanceSandboxId })
  assert.isString((await call("losant_get_sandbox", { instanceSandboxId }))["permanentDeletion"])
  await confirm("losant_undelete_sandbox", { instanceSandboxId })
  assert.notProperty(await call("losant_get_sandbox", { instanceSandboxId }), "permanentDeletion")
}

const callNodeTools = async (session: Session) => {
  const { call, confirm } = session
  const made = await confirm("losant_create_custom_node", {
    name: "Doubles",
    category: "data",
    triggers: [{ key: "start", type: "customNodeStart", config: {}, meta: {}, outputIds: [["end"]] }],
    nodes: [{ id: "end", type: "customNodeEnd", config: {}, meta: {}, outputIds: [] }]
  })
  const instanceCustomNodeId = idOf(session, made, "customNode")
  assert.include(JSON.stringify(await call("losant_list_custom_nodes")), instanceCustomNodeId)
  await confirm("losant_update_custom_node", { instanceCustomNodeId, description: "Doubles a number" })
  assert.strictEqual(
    (await call("losant_get_custom_node", { instanceCustomNodeId }))["description"],
    "Doubles a number"
  )
  await call("losant_get_custom_node_errors", { instanceCustomNodeId })
  await call("losant_get_custom_node_stats", { instanceCustomNodeId })
  await confirm("losant_delete_custom_node", { instanceCustomNodeId }, "Doubles")
}

export const callInstanceTools = async (session: Session): Promise<void> => {
  await callSettingTools(session)
  await callTokenTools(session)
  await callRuleTools(session)
  await callSandboxTools(session)
  await callNodeTools(session)
}
