/** The URIs of an organization and its parts. */
import { UriTemplate } from "@modelcontextprotocol/server"
import * as Option from "effect/Option"
import { escape, unescape } from "../text/escapes.ts"

/** The variable for the organization in the templates. */
export const uriVariable = "orgId"

const root = "losant://orgs/"

/** The parts of an organization that have their own URI. */
export type Part = "members" | "invites" | "usage"

const parts: ReadonlyArray<Part> = ["members", "invites", "usage"]

const suffix = (part: Part | undefined): string => (part === undefined ? "" : `/${part}`)

/** The URI template of a part; without a part, of the organization itself. */
export const template = (part?: Part): string => `${root}{${uriVariable}}${suffix(part)}`

/** The URI of an organization. */
export const orgUri = (orgId: string): string => root + orgId

/** The encoded organization in a URI of the part. */
const encodedOrg = (uri: string, part: Part | undefined): string | undefined => {
  if (!uri.startsWith(root)) return undefined
  const rest = uri.slice(root.length)
  if (parts.find((one) => rest.endsWith(suffix(one))) !== part) return undefined
  const encoded = rest.slice(0, rest.length - suffix(part).length)
  return encoded === "" ? undefined : encoded
}

/**
 * A template that also matches a name with a plain comma or slash. The SDK's own matching requires percent-encoding, and
 * not all clients encode. Here the text between the beginning and the end can only be the name.
 */
export class OrgTemplate extends UriTemplate {
  readonly #part: Part | undefined
  constructor(part?: Part) {
    super(template(part))
    this.#part = part
  }
  override match(uri: string): Record<string, string> | null {
    const encoded = encodedOrg(uri, this.#part)
    return encoded === undefined ? null : { [uriVariable]: encoded }
  }
}

const decode = Option.liftThrowable(decodeURIComponent)

/**
 * The id or the name in a URI. A name may contain escapes, as in answers. None if the percent-encoding is malformed.
 */
export const decodeOrgUri = (encoded: string): Option.Option<string> => Option.map(decode(encoded), unescape)

/**
 * `true` if the name, in the form of answers, identifies the organization in every template, encoded or not. The name `..`
 * would change the path even if encoded, `50%` is malformed encoding, and `a/members` would mean the members of `a`.
 */
export const fitsUri = (name: string): boolean =>
  [undefined, ...parts].every((part) =>
    [escape(name), encodeURIComponent(escape(name))].every((written) => {
      const uri = new URL(root + written + suffix(part)).href
      const encoded = encodedOrg(uri, part)
      return encoded !== undefined && Option.contains(decodeOrgUri(encoded), name)
    })
  )
