/**
 * Parameters of the actions: what a program passes on the one side, the strings of Losant's URLs on the other.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import type { SummaryField } from "../OrgSummary.ts"
import type { Known } from "../Scalars.ts"

/**
 * A boolean, on the wire `true` or `false`.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // The text "true", as it stands in a URL.
 * const sent = Schema.encodeEffect(Schemas.Flag)(true)
 * ```
 *
 * @since 0.1.0
 */
export const Flag = Schema.Literals(["true", "false"]).pipe(
  Schema.decodeTo(Schema.Boolean, {
    decode: SchemaGetter.transform((text) => text === "true"),
    encode: SchemaGetter.transform((flag): "true" | "false" => (flag ? "true" : "false"))
  })
)

const fieldName = Schema.String.check(Schema.isPattern(/^[^,\s]+$/u, { expected: "the name of a summary field" }))

/**
 * The summary fields to answer, such as `["payloadCount"]`; on the wire separated by commas.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // The text "deviceCount,memberCount". A name that is not known here is sent as it is.
 * const sent = Schema.encodeEffect(Schemas.SummaryInclude)(["deviceCount", "memberCount"])
 * ```
 *
 * @since 0.1.0
 */
export const SummaryInclude = Schema.String.pipe(
  // Sound: every string is a `Known<SummaryField>`, which is open at its end.
  Schema.decodeTo(Schema.Array(fieldName as unknown as Schema.Codec<Known<SummaryField>>), {
    decode: SchemaGetter.transform((text) => (text === "" ? [] : text.split(","))),
    encode: SchemaGetter.transform((names) => names.join(","))
  })
)

/**
 * The summary fields to answer.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * const counted = (instanceId: InstanceId) => InstanceOrgs.get({ instanceId, summaryInclude: ["deviceCount"] })
 * ```
 *
 * @since 0.1.0
 */
export const summarized = { summaryInclude: Schema.optionalKey(SummaryInclude) }

/**
 * The summary fields to answer, or to leave out.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const withoutPayloads = (instanceId: InstanceId, instanceSandboxId: SandboxId) =>
 *   InstanceSandbox.get({ instanceId, instanceSandboxId, summaryExclude: ["payloadCount"] })
 * ```
 *
 * @since 0.2.0
 */
export const summaryChosen = { ...summarized, summaryExclude: Schema.optionalKey(SummaryInclude) }

/**
 * The parameters in the query of every action: whether answers carry HAL's extras. Losant adds all of them unless it is
 * told not to, so `false` is sent for each that a program does not ask for. The field `_type` comes in any case.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * // The answer then holds `_links` too, which the type does not name.
 * const linked = (instanceId: InstanceId, orgId: OrgId) => InstanceOrg.get({ instanceId, orgId, _links: true })
 * ```
 *
 * @since 0.1.0
 */
export const halQuery = {
  _actions: Schema.optionalKey(Flag),
  _links: Schema.optionalKey(Flag),
  _embedded: Schema.optionalKey(Flag)
}

/**
 * The one header of every action; rarely needed.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * const ofDomain = (instanceId: InstanceId) => InstanceOrgs.get({ instanceId, losantdomain: "example.com" })
 * ```
 *
 * @since 0.1.0
 */
export const headers = {
  losantdomain: Schema.optionalKey(
    Schema.String.check(Schema.isPattern(/^[\x21-\x7e]+$/u, { expected: "a domain without spaces" }))
  )
}
