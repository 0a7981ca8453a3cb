/** losant_update_instance: changes settings of the instance. */
import { compare, fieldsOf } from "@effect-losant/core/FieldChanges"
import * as InstanceAction from "@effect-losant/core/Instance"
import { describeProblem, mergeLimits } from "@effect-losant/core/OrgChanges"
import type { Instance } from "@effect-losant/core/schemas/Instance"
import type { InstancePatch } from "@effect-losant/core/schemas/instance/Report"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { toJsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"
import { describeDanger, pickSameFields, planWrite } from "../writes/planWrite.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { clearedDefaultLimits, clearSettingsOption, clearsReports, defaultLimitPath } from "./clearSettings.ts"
import { findSettingsDangers } from "./settingsDangers.ts"

const settings: ReadonlyArray<keyof InstancePatch> = ["mfaMode", "orgDefaultLimitConfig", "reportConfigs"]

const unseenWarning =
  "Losant answered no default limits. If there are some, those that the call does not name may be lost: read them again afterwards."

/** The problems of a call that both sets and clears a setting. */
const findContradictions = (
  { reportConfigs, orgDefaultLimitConfig = {} }: InstancePatch,
  clear: ReadonlyArray<string>
): ReadonlyArray<Problem> =>
  [
    ...(reportConfigs !== undefined && clearsReports(clear) ? ["reportConfigs"] : []),
    ...clearedDefaultLimits(clear)
      .filter((name) => Object.hasOwn(orgDefaultLimitConfig, name))
      .map(defaultLimitPath)
  ].map((name) => ({ argument: "clear", message: `${name} is given a value as well: leave one of the two out` }))

/** The values that the instance is to have. The default limits are merged: Losant may replace them whole. */
const mergeSettings = (
  { orgDefaultLimitConfig: limits = {} }: Instance,
  { orgDefaultLimitConfig, ...others }: InstancePatch,
  clear: ReadonlyArray<string>
): Result.Result<InstancePatch, ReadonlyArray<Problem>> => {
  const removed = clearedDefaultLimits(clear)
  const merged = { ...others, ...(clearsReports(clear) ? { reportConfigs: [] } : {}) }
  if (orgDefaultLimitConfig === undefined && removed.length === 0) return Result.succeed(merged)
  return Result.mapBoth(mergeLimits({ limits }, orgDefaultLimitConfig ?? {}, removed), {
    onSuccess: (all) => ({ ...merged, orgDefaultLimitConfig: all }),
    onFailure: (problems) =>
      problems.map((problem) => ({
        argument: problem.kind === "unknownLimit" ? "clear" : "orgDefaultLimitConfig",
        message: describeProblem(problem)
      }))
  })
}

/** The instance of an answer, without the ids that Losant gave to new reports: nobody sent them. */
const withoutNewIds = ({ reportConfigs, ...answer }: Instance, sent: InstancePatch) => {
  const ids = new Set(sent.reportConfigs?.map(({ id }) => id))
  return omitUndefined({
    ...answer,
    reportConfigs: reportConfigs?.map(({ id, ...report }) => (ids.has(id) ? { id, ...report } : report))
  })
}

export const updateInstance = defineWrite(InstanceAction.patch, {
  name: "losant_update_instance",
  title: "Update instance",
  description:
    "Changes settings of the instance; what is left out stays. A change of second factors or of reports, and a limit " +
    "that goes, have to be confirmed by the person.",
  done: "The instance was changed.",
  sign: "it shows the new values if the change was made",
  verify: () => ({ tool: "losant_get_instance", arguments: { fields: settings } }),
  options: clearSettingsOption,
  dangers: ["requireSecondFactor", "waiveSecondFactor", "startReports", "stopReports", "removeDefaultLimit"],
  check: ({ body, options: { clear = [] } }) => [
    ...checkNotEmpty(Object.keys(body).length + clear.length === 0),
    ...findContradictions(body, clear)
  ],
  plan: Effect.fnUntraced(function* (request) {
    const { body, gateway, instanceId, options } = request
    const instance = yield* Effect.flatMap(gateway.execute(InstanceAction.get, { instanceId }), (answer) =>
      assertSameId("instance", instanceId, answer, ({ id }) => id)
    )
    const merged = mergeSettings(instance, body, options.clear ?? [])
    if (Result.isFailure(merged)) return yield* Effect.fail(new InvalidArguments(merged.failure))
    const changes = compare(instance, merged.success)
    const names = fieldsOf(changes)
    const after: InstancePatch = Object.fromEntries(
      Object.entries(merged.success).filter(([name]) => names.includes(name))
    )
    const name = instance.name ?? instanceId
    const subject = { kind: "instance", id: instanceId, name }
    const before = pickSameFields(instance, after)
    const plan = yield* planWrite<typeof InstanceAction.patch, typeof clearSettingsOption, Record<never, never>>(
      request,
      {
        subject,
        before,
        after,
        changes: truncateChanges(changes),
        readAnswer: (_, answer) => ({
          state: toJsonObject(withoutNewIds(answer, after)),
          isOfAnother: !isSameId(instanceId, answer.id)
        })
      }
    )
    if (names.length === 0) return { ...plan, nothingToDo: "The instance has these values already." }
    const isUnseen = after.orgDefaultLimitConfig !== undefined && instance.orgDefaultLimitConfig === undefined
    return {
      ...plan,
      ...(isUnseen ? { warnings: [unseenWarning] } : {}),
      ...describeDanger(request, subject, {
        ...findSettingsDangers(instance, after),
        state: { id: instanceId, ...before, ...omitUndefined({ lastUpdated: instance.lastUpdated }) }
      })
    }
  })
})
