/**
 * The wanted state of a fleet, from all its files.
 *
 * @since 0.2.0
 */
import { type InstanceId, OrgId, Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { fleetKeyTag } from "../danger/fleetKey.ts"
import { type FileProblem, type FleetFilesRefused, filesRefused } from "./FilesRefused.ts"
import type { FleetFile, FleetFileOrg, Managed } from "./FleetFile.ts"
import { type PackedText, packText, unpackText } from "./packedText.ts"
import { parseText } from "./parseText.ts"
import { makePlaces, type Path } from "./places.ts"

/**
 * An organization as it is wanted, with the defaults merged into it.
 *
 * @example
 * ```ts
 * import type { DesiredOrg } from "@effect-losant/fleet"
 *
 * const isNew = ({ spec }: DesiredOrg) => spec.id === undefined && spec.absent === undefined
 * ```
 *
 * @since 0.2.0
 */
export interface DesiredOrg {
  readonly key: string
  /** The file in which it stands. */
  readonly file: string
  readonly spec: FleetFileOrg
}

/**
 * The wanted state of a fleet.
 *
 * @example
 * ```ts
 * import type { DesiredFleet } from "@effect-losant/fleet"
 *
 * const keysOf = ({ orgs }: DesiredFleet) => orgs.map(({ key }) => key)
 * ```
 *
 * @since 0.2.0
 */
export interface DesiredFleet {
  readonly instanceId: InstanceId
  readonly manage: ReadonlySet<Managed>
  readonly members: "additive" | "exact"
  readonly orgs: ReadonlyArray<DesiredOrg>
  /** Gives a problem of an organization with its place in the files. `path` starts at the organization. */
  readonly problemAt: (
    org: DesiredOrg,
    path: ReadonlyArray<string>,
    message: string
  ) => { readonly file: string; readonly line: number; readonly column: number; readonly message: string }
}

/** A file of a fleet. Its text is read when its turn comes, since all together may be long. */
export interface FleetSource {
  /** The name by which problems call the file. */
  readonly file: string
  readonly text: Effect.Effect<string, FleetFilesRefused>
}

interface Parsed {
  readonly file: string
  readonly content: FleetFile
}

type Problem = readonly [file: string, path: Path, message: string]

const defaultManage: ReadonlyArray<Managed> = ["settings", "limits", "tags"]

// A tag of Losant takes any text. A key is also a name in files and commands.
const validKey = /^[\w.-]{1,128}$/u
const validTagKey = /^[0-9a-zA-Z_-]{1,255}$/u
const isEmail = Schema.is(Schemas.Email)

/** The tag that protects an organization. */
export const protectTag = "fleet-protect"

/** The fields of an organization that are no part of the groups below. */
export const settingNames = [
  "description",
  "iconColor",
  "referralId",
  "whitelistedEmailDomains",
  "auditLogEnabled",
  "disabledAt",
  "isReadOnly",
  "mfaMode",
  "banner"
] as const satisfies ReadonlyArray<keyof FleetFileOrg>

/** The managed part to which a field belongs. Other fields are always read. */
const groupOf = (field: string): Managed | undefined => {
  if (field === "limits" || field === "tags" || field === "members" || field === "invites") return field
  return settingNames.some((name) => name === field) ? "settings" : undefined
}

const partProblems = (
  file: string,
  path: Path,
  part: NonNullable<FleetFile["defaults"]>,
  manage: ReadonlySet<Managed>
): ReadonlyArray<Problem> => {
  const { tags = {}, members = {}, invites = {} } = part
  return [
    ...Object.keys(tags).flatMap((tag): ReadonlyArray<Problem> => {
      if (tag === fleetKeyTag || tag === protectTag) {
        return [[file, [...path, "tags", tag], `the tag ${tag} belongs to the fleet: remove it here.`]]
      }
      return validTagKey.test(tag)
        ? []
        : [[file, [...path, "tags", tag], "the key of a tag takes letters, digits, - and _, at most 255: correct it."]]
    }),
    ...(["members", "invites"] as const).flatMap((group) => {
      const emails = Object.keys(group === "members" ? members : invites)
      const lower = emails.map((email) => email.toLowerCase())
      return emails.flatMap((email, index): ReadonlyArray<Problem> => {
        const place = [...path, group, email]
        if (!isEmail(email)) return [[file, place, "this is no email address: correct it."]]
        return lower.indexOf(email.toLowerCase()) === index
          ? []
          : [[file, place, "this address stands here a second time in other letters: keep one of the two."]]
      })
    }),
    ...Object.keys(part).flatMap((field): ReadonlyArray<Problem> => {
      const group = groupOf(field)
      return group === undefined || manage.has(group)
        ? []
        : [[file, [...path, field], `manage does not name ${group}: add it there, or remove this field.`]]
    })
  ]
}

const orgProblems = (file: string, key: string, org: FleetFileOrg, manage: ReadonlySet<Managed>) => {
  const path = ["orgs", key]
  const problems: Array<Problem> = [...partProblems(file, path, org, manage)]
  if (!validKey.test(key)) {
    problems.push([file, path, "a key takes letters, digits, . - and _, at most 128: correct it."])
  }
  const endsIt = org.absent !== undefined || (org.disabledAt !== undefined && org.disabledAt !== false)
  if (org.protect === true && endsIt) {
    const field = org.absent === undefined ? "disabledAt" : "absent"
    problems.push([file, [...path, field], "the organization is protected: remove protect first, in a run of its own."])
  }
  return problems
}

const mergedGroups = ["limits", "tags", "members", "invites"] as const

const merge = (defaults: NonNullable<FleetFile["defaults"]>, org: FleetFileOrg): FleetFileOrg => {
  // Without defaults nothing is copied: there may be 100,000 of them.
  if (org.absent !== undefined || Object.keys(defaults).length === 0) return org
  const groups = mergedGroups
    .filter((group) => defaults[group] !== undefined || org[group] !== undefined)
    .map((group) => [group, { ...defaults[group], ...org[group] }])
  return { ...defaults, ...org, ...Object.fromEntries(groups) }
}

/** The one file that has a field, and a problem for each further one. */
const single = (files: ReadonlyArray<Parsed>, field: "manage" | "members" | "defaults") => {
  const [first, ...others] = files.filter(({ content }) => content[field] !== undefined)
  const problems = others.map(
    ({ file }): Problem => [file, [field], `${first?.file} has ${field} for the whole fleet: keep one of the two.`]
  )
  return { first, problems }
}

const instanceOf = (files: ReadonlyArray<Parsed>, configured: InstanceId | undefined) => {
  const naming = files.filter(({ content }) => content.instance !== undefined)
  const instanceId = configured ?? naming[0]?.content.instance
  const problems = naming
    .filter(({ content }) => content.instance?.toLowerCase() !== instanceId?.toLowerCase())
    .map(
      ({ file }): Problem => [
        file,
        ["instance"],
        `this is not the instance ${instanceId}${configured === undefined ? ` of ${naming[0]?.file}` : " that the settings name"}: use the files of that instance.`
      ]
    )
  return { instanceId, problems }
}

const doubles = (files: ReadonlyArray<Parsed>): ReadonlyArray<Problem> => {
  const keys = new Map<string, string>()
  const ids = new Map<string, string>()
  return files.flatMap(({ file, content }) =>
    Object.entries(content.orgs ?? {}).flatMap(([key, { id }]): ReadonlyArray<Problem> => {
      const [sameKey, sameId] = [keys.get(key), id === undefined ? undefined : ids.get(id.toLowerCase())]
      keys.set(key, file)
      if (id !== undefined) ids.set(OrgId.make(id.toLowerCase()), key)
      return [
        ...(sameKey === undefined
          ? []
          : [[file, ["orgs", key], `${sameKey} has this key too: give one of them another key.`] as const]),
        ...(sameId === undefined
          ? []
          : [[file, ["orgs", key, "id"], `${sameId} is this organization too: keep one of the two keys.`] as const])
      ]
    })
  )
}

/** Places problems in the texts. It holds nothing else: what the texts say may be long. */
const makeLocated = (texts: ReadonlyMap<string, PackedText>) => {
  const placers = new Map<string, ReturnType<typeof makePlaces>>()
  return (file: string, path: Path, message: string) => {
    const text = texts.get(file)
    const place = placers.get(file) ?? makePlaces(text === undefined ? "" : unpackText(text))
    placers.set(file, place)
    return { file, ...place(path), message: `${path.length === 0 ? "" : `${path.join(".")}: `}${message}` }
  }
}

/** Turns a fleet's files into the wanted state. `configured` is the instance that the settings name. */
export const fromSources = (
  sources: ReadonlyArray<FleetSource>,
  configured?: InstanceId
): Effect.Effect<DesiredFleet, FleetFilesRefused> =>
  Effect.gen(function* () {
    const texts = new Map<string, PackedText>()
    const results = yield* Effect.forEach(
      sources,
      Effect.fnUntraced(function* (source) {
        const { file } = source
        const text = yield* source.text
        texts.set(file, packText(text))
        return yield* parseText({ file, text }).pipe(
          Effect.map((content) => ({ parsed: [{ file, content }], problems: [] as ReadonlyArray<FileProblem> })),
          Effect.catch((problems) => Effect.succeed({ parsed: [] as ReadonlyArray<Parsed>, problems }))
        )
      })
    )
    const unread = results.flatMap(({ problems }) => problems)
    if (unread.length > 0) return yield* Effect.fail(filesRefused(unread))
    const files = results.flatMap(({ parsed }) => parsed)
    const [first] = files
    if (first === undefined) {
      return yield* Effect.fail(filesRefused([{ file: "fleet", message: "there is no file of YAML or JSON." }]))
    }
    const located = makeLocated(texts)
    const [manage, members, defaults] = [single(files, "manage"), single(files, "members"), single(files, "defaults")]
    const { instanceId, problems } = instanceOf(files, configured)
    const managed = new Set(manage.first?.content.manage ?? defaultManage)
    const found: ReadonlyArray<Problem> = [
      ...problems,
      ...manage.problems,
      ...members.problems,
      ...defaults.problems,
      ...(defaults.first === undefined
        ? []
        : partProblems(defaults.first.file, ["defaults"], defaults.first.content.defaults ?? {}, managed)),
      ...doubles(files),
      ...files.flatMap(({ file, content }) =>
        Object.entries(content.orgs ?? {}).flatMap(([key, org]) => orgProblems(file, key, org, managed))
      )
    ]
    if (found.length > 0) return yield* Effect.fail(filesRefused(found.map((one) => located(...one))))
    if (instanceId === undefined) {
      return yield* Effect.fail(
        filesRefused([located(first.file, [], "it names no instance: add instance, or set LOSANT_INSTANCE_ID.")])
      )
    }
    const usual = defaults.first?.content.defaults ?? {}
    return {
      instanceId,
      manage: managed,
      members: members.first?.content.members ?? "additive",
      orgs: files.flatMap(({ file, content }) =>
        Object.entries(content.orgs ?? {}).map(([key, org]) => ({ key, file, spec: merge(usual, org) }))
      ),
      problemAt: ({ key, file }, path, message) => located(file, ["orgs", key, ...path], message)
    }
  })
