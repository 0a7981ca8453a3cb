/**
 * Files that say how the organizations of an instance are wanted: YAML or JSON, one file or a folder of them.
 *
 * @module
 * @since 0.2.0
 */
import type { InstanceId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type DesiredFleet, fromSources } from "./DesiredFleet.ts"
import type { FleetFilesRefused } from "./FilesRefused.ts"
import { FleetFile } from "./FleetFile.ts"
import { readFiles } from "./readFiles.ts"

/**
 * Reads a file, or all files below a folder that end in `.yaml`, `.yml` or `.json`. `instanceId` is the instance that is
 * meant: without it, a file has to name one, and with it no file may name another.
 *
 * @example
 * ```ts
 * import { FleetFiles } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const count = Effect.map(FleetFiles.read("fleet"), ({ orgs }) => orgs.length)
 * ```
 *
 * @since 0.2.0
 */
export const read = (path: string, instanceId?: InstanceId): Effect.Effect<DesiredFleet, FleetFilesRefused> =>
  readFiles(path, instanceId)

/**
 * Reads the texts of files that a program has at hand.
 *
 * @example
 * ```ts
 * import { FleetFiles } from "@effect-losant/fleet"
 *
 * const text = "version: 1\ninstance: 575ec8687ae143cd83dc4a97\norgs: { plant-1: { name: Plant 1 } }"
 * const desired = FleetFiles.parse([{ file: "fleet.yaml", text }])
 * ```
 *
 * @since 0.2.0
 */
export const parse = (
  texts: ReadonlyArray<{ readonly file: string; readonly text: string }>,
  instanceId?: InstanceId
): Effect.Effect<DesiredFleet, FleetFilesRefused> =>
  fromSources(
    texts.map(({ file, text }) => ({ file, text: Effect.succeed(text) })),
    instanceId
  )

/**
 * The JSON Schema of a file, for editors. The package has it as `fleet.schema.json`.
 *
 * @example
 * ```ts
 * import { FleetFiles } from "@effect-losant/fleet"
 *
 * const text = JSON.stringify(FleetFiles.jsonSchema(), null, 2)
 * ```
 *
 * @since 0.2.0
 */
export const jsonSchema = (): Readonly<Record<string, Schema.Json>> => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(FleetFile, { onExcessProperty: "error" })
  // Sound: a document of JSON Schema is JSON.
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A fleet of Losant organizations",
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  } as Readonly<Record<string, Schema.Json>>
}
