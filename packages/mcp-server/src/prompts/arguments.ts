/** The arguments that several prompts share, and the form of their values in the text of a prompt. */
import { quote, unescape } from "../text/escapes.ts"
import type { PromptArgument } from "./Prompt.ts"

/** The longest value of an argument, in characters. A name fits even if each of its characters is escaped. */
export const maxValueLength = 2_048

/**
 * A value in quotation marks, in the form that tools accept. The value may be a foreign text, so its hidden characters are
 * escaped. A completion has already escaped them, so the value is unescaped first.
 */
export const quoteValue = (value: string): string => quote(unescape(value), maxValueLength)

const email = /^[^\s@]+@[^\s@]+$/

export const checkEmail = (value: string): string | undefined =>
  email.test(value) ? undefined : "expected an email address"

/** Makes a check for a whole number. */
export const checkNumber =
  (minimum: number, maximum: number) =>
  (value: string): string | undefined =>
    /^\d{1,6}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum
      ? undefined
      : `expected a whole number from ${minimum} to ${maximum}`

/** Makes a check for one of a few values. */
export const checkAmong =
  (values: ReadonlyArray<string>) =>
  (value: string): string | undefined =>
    values.includes(value) ? undefined : `expected one of ${values.join(", ")}`

/** An existing organization. */
export const organizationArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: false,
  suggest: {
    kind: "lookup",
    of: async (typed) => {
      const { completeOrg } = await import("../losant/resolution/orgCompletion.ts")
      return (gateway, instanceId) => completeOrg(gateway, instanceId, typed)
    }
  }
})

/** The name of a new organization. The suggestions are existing names, as a warning. */
export const newOrganizationArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  suggest: {
    kind: "lookup",
    of: async (typed) => {
      const { findNamesInUse } = await import("../losant/resolution/orgCompletion.ts")
      return (gateway, instanceId) => findNamesInUse(gateway, instanceId, typed)
    }
  }
})

/**
 * The email address of a new person. It has no suggestions: they would be people of other organizations, and a person picked
 * by mistake would get access.
 */
export const newPersonArgument = (name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  check: checkEmail
})

/** The email address of a member of the organization that the argument `of` names. */
export const memberArgument = (of: string, name: string, description: string): PromptArgument => ({
  name,
  description,
  isRequired: true,
  check: checkEmail,
  suggest: {
    kind: "lookup",
    of: async (typed, values) => {
      const { memberEmails } = await import("./suggestions.ts")
      return (gateway, instanceId) => memberEmails(gateway, instanceId, values[of] ?? "", typed)
    }
  }
})

/** Completes from a fixed list, by the beginning. */
export const completeFrom =
  (values: ReadonlyArray<string>) =>
  (typed: string): ReadonlyArray<string> =>
    values.filter((value) => value.toLowerCase().startsWith(typed.trim().toLowerCase()))

/** An argument with a few suggested values. */
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
