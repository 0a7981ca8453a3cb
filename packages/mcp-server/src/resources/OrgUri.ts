/** The URIs of what belongs to an organization. */
import * as Option from "effect/Option"
import { unescape } from "../answers/Escapes.ts"

/** What stands for the organization in the templates. */
export const variable = "orgId"

/** The template of what `part` of an organization holds; without a part, of the organization itself. */
export const template = (part = ""): string => `losant://orgs/{${variable}}${part === "" ? "" : `/${part}`}`

/** The URI of an organization. */
export const orgUri = (orgId: string): string => `losant://orgs/${orgId}`

const decode = Option.liftThrowable(decodeURIComponent)

/**
 * The id or the name in a URI, of which a name may be written with escapes as answers show it. Nothing where the
 * percent signs do not fit.
 */
export const decoded = (encoded: string): Option.Option<string> => Option.map(decode(encoded), unescape)

// A URI cannot hold these two: it would lead elsewhere.
const dots = [".", ".."]

/** Whether the name can stand in a URI. */
export const fitsUri = (name: string): boolean => !dots.includes(name)
