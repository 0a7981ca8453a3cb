/** The URIs of what belongs to an organization. */
import { UriTemplate } from "@modelcontextprotocol/server"
import * as Option from "effect/Option"
import { escape, unescape } from "../text/escapes.ts"

/** What stands for the organization in the templates. */
export const uriVariable = "orgId"

const root = "losant://orgs/"

/** What of an organization has a URI of its own. */
export type Part = "members" | "invites" | "usage"

const parts: ReadonlyArray<Part> = ["members", "invites", "usage"]

const ending = (part: Part | undefined): string => (part === undefined ? "" : `/${part}`)

/** The template of what `part` of an organization holds; without a part, of the organization itself. */
export const template = (part?: Part): string => `${root}{${uriVariable}}${ending(part)}`

/** The URI of an organization. */
export const orgUri = (orgId: string): string => root + orgId

/** What stands for the organization in a URI of the part. */
const encodedIn = (uri: string, part: Part | undefined): string | undefined => {
  if (!uri.startsWith(root)) return undefined
  const rest = uri.slice(root.length)
  if (parts.find((one) => rest.endsWith(ending(one))) !== part) return undefined
  const encoded = rest.slice(0, rest.length - ending(part).length)
  return encoded === "" ? undefined : encoded
}

/**
 * The template as the SDK matches it, which by itself takes a name with a comma or a slash only where these are
 * percent-encoded. Not all clients do that, and what is between the beginning and the end can be nothing but the name.
 */
export class OrgTemplate extends UriTemplate {
  readonly #part: Part | undefined
  constructor(part?: Part) {
    super(template(part))
    this.#part = part
  }
  override match(uri: string): Record<string, string> | null {
    const encoded = encodedIn(uri, this.#part)
    return encoded === undefined ? null : { [uriVariable]: encoded }
  }
}

const decode = Option.liftThrowable(decodeURIComponent)

/**
 * The id or the name in a URI, of which a name may be written with escapes as answers show it. Nothing where the
 * percent signs do not fit.
 */
export const decodeOrgUri = (encoded: string): Option.Option<string> => Option.map(decode(encoded), unescape)

/**
 * Whether the name, as answers show it, leads to the organization in every template, percent-encoded or not. `..` would
 * lead elsewhere even if it is encoded, `50%` is no encoding, and `a/members` would be the members of `a`.
 */
export const fitsUri = (name: string): boolean =>
  [undefined, ...parts].every((part) =>
    [escape(name), encodeURIComponent(escape(name))].every((written) => {
      const uri = new URL(root + written + ending(part)).href
      const encoded = encodedIn(uri, part)
      return encoded !== undefined && Option.contains(decodeOrgUri(encoded), name)
    })
  )
