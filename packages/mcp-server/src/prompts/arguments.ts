/** Arguments that several prompts have, and how their values stand in a prompt's text. */
import { quote, unescape } from "../text/escapes.ts"

import type { PromptArgument } from "./Prompt.ts"

/** The longest value of an argument, in characters: a name though each of its characters be escaped. */
export const longestValue = 2_048

/**
 * A value, which may be text of somebody else, in quotation marks, as a tool takes it: its hidden characters are escaped,
 * once, though a completion has escaped them before.
 */
export const quoteValue = (value: string): string => quote(unescape(value), longestValue)

const email = /^[^\s@]+@[^\s@]+$/

export const checkEmail = (value: string): string | undefined =>
  email.test(value) ? undefined : "expected an email address"

/** Checks a whole number. */
export const checkNumber =
  (minimum: number, maximum: number) =>
  (value: string): string | undefined =>
    /^\d{1,6}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum
      ? undefined
      : `expected a whole number from ${minimum} to ${maximum}`

/** Checks one of a few values. */
export const checkAmong =
  (values: ReadonlyArray<string>) =>
  (value: string): string | undefined =>
    values.includes(value) ? undefined : `expected one of ${values.join(", ")}`

/** An organization that is there already. */
export const organizationArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: false,
  suggest: {
    kind: "lookup",
    of: async (typed) => {
      const { completeOrg } = await import("../losant/resolution/orgCompletion.ts")
      return (reach, instanceId) => completeOrg(reach, instanceId, typed)
    }
  }
})

/** The name of an organization that is not there yet. Names that are there are suggested, as a warning. */
export const newOrganizationArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  suggest: {
    kind: "lookup",
    of: async (typed) => {
      const { namesInUse } = await import("../losant/resolution/orgCompletion.ts")
      return (reach, instanceId) => namesInUse(reach, instanceId, typed)
    }
  }
})

/**
 * The email address of a person who is not there yet. Those who are there are not suggested: they would be people of
 * other organizations, and whoever is picked by mistake gets access.
 */
export const newPersonArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  check: checkEmail
})

/** The email address of a member of the organization in the argument `of`. */
export const memberArgument = (of: string, name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  check: checkEmail,
  suggest: {
    kind: "lookup",
    of: async (typed, given) => {
      const { memberEmails } = await import("./suggestions.ts")
      return (reach, instanceId) => memberEmails(reach, instanceId, given[of] ?? "", typed)
    }
  }
})

/** Those of a fixed list that begin with what was typed. */
export const completeFrom =
  (values: ReadonlyArray<string>) =>
  (typed: string): ReadonlyArray<string> =>
    values.filter((value) => value.toLowerCase().startsWith(typed.trim().toLowerCase()))

/** A value that a few are suggested for. */
export const choiceArgument = (
  name: string,
  description: string,
  values: ReadonlyArray<string>,
  check: (value: string) => string | undefined
): PromptArgument => ({
  name,
  description,
  isRequired: false,
  check,
  suggest: { kind: "fixed", of: completeFrom(values) }
})
