/** Asks the person to confirm destructive changes, and checks the confirmation. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { ConfirmLevel } from "../../model/Danger.ts"
import type { DestructiveChange, Fact } from "../../model/DestructiveChange.ts"
import { type Reason, Refusal } from "../../model/Refusal.ts"
import type { JsonObject } from "../../text/json.ts"
import {
  type ConfirmationOrigin,
  type ConfirmationRequest,
  describeTyped,
  makeForm,
  makeOffer,
  makePlan,
  nameArgument
} from "./ConfirmationRequest.ts"
import { makeConfirmationTokens, type Purpose, type TokenFault } from "./ConfirmationTokens.ts"
import { type AskedLevel, type LevelSettings, levelOf } from "./confirmLevel.ts"
import { readFormAnswer } from "./formAnswer.ts"
import { isTyped, nameToType, textsToType } from "./typedName.ts"

export interface ConfirmationSettings extends ConfirmationOrigin, LevelSettings {}

/** The arguments with which the assistant confirms: the token of the plan, and what the person typed. */
export interface ConfirmationArguments {
  readonly confirmToken?: string
  readonly confirmName?: string
  /** In place of `confirmName`, where several texts may have to be typed. */
  readonly confirmNames?: ReadonlyArray<string>
}

/** Reads further facts for the person's decision. */
export type ReadFacts = Effect.Effect<ReadonlyArray<Fact>>

/** Appends further facts to those of the change. */
export const addFacts = (danger: DestructiveChange, readFacts: ReadFacts): Effect.Effect<DestructiveChange> =>
  Effect.map(readFacts, (facts) => ({ ...danger, facts: [...danger.facts, ...facts] }))

const refusal = ({ instead }: DestructiveChange, message: string, reason: Reason = "notConfirmed"): Refusal =>
  new Refusal(
    reason,
    `Nothing was done: ${message}${instead === undefined ? "" : ` A reversible way instead: ${instead}`}`
  )

const faultTexts: { readonly [F in TokenFault]: string } = {
  foreign: "is not one that this server gave out, or was changed on the way, or the server has been restarted since",
  spent: "was used before; it works once",
  expired: "is older than ten minutes",
  otherCall: "was given for another tool, organization or instance",
  otherArguments: "was given for other arguments",
  changedSince: "was given before the organization was last changed, or the member or invitation that it is about",
  crowded: "is one too many: this organization had too many confirmations in the last ten minutes. Wait ten minutes"
}

const nextStep = {
  form: "then the person is asked again",
  plan: "without confirmToken, for a new plan to show the person"
}

const faultRefusal = (danger: DestructiveChange, purpose: Purpose, fault: TokenFault): Refusal => {
  const subject = purpose === "form" ? "the state that came back with the person's answer" : "confirmToken"
  const next = `Call ${danger.tool} again${purpose === "form" ? ":" : ""} ${nextStep[purpose]}.`
  return refusal(danger, `${subject} ${faultTexts[fault]}. ${next}`, fault === "changedSince" ? fault : "notConfirmed")
}

const wrongNameRefusal = (danger: DestructiveChange, next: string): Refusal => {
  const { kind, id } = danger.subject
  const of = `the ${kind}${id === undefined ? "" : ` ${id}`}`
  return refusal(
    danger,
    danger.typed === undefined
      ? `the typed ${nameToType(danger.subject).kind} does not match that of ${of}. ${next}`
      : `what was typed does not match what ${of} needs. ${next}`
  )
}

/**
 * - `form`: by a form.
 * - `token`: by a plan and its token.
 * - `none`: not at all. The settings want a form, and the client shows none.
 */
export type Way = "form" | "token" | "none"

const withoutForms = "the person who runs this server can set LOSANT_MCP_CONFIRM=token"

/** The refusals of a form that came back without a confirmation. */
const formRefusals = {
  missing: (danger: DestructiveChange): Refusal =>
    refusal(danger, `the client sent no answer to the form. Call ${danger.tool} again to have it shown.`),
  // The same client would answer the next form in the same way, so the advice to call again would not help.
  empty: (danger: DestructiveChange): Refusal =>
    refusal(
      danger,
      "the client accepted the form and sent no answer with it: it did not show the form's field to the person, or left the " +
        `answer out. Do not call ${danger.tool} again in this client; ${withoutForms}, which needs no form.`
    ),
  declined: (danger: DestructiveChange): Refusal =>
    refusal(
      danger,
      "the confirmation was declined, or never shown by this client. If the person saw a form and said no, leave it. " +
        `If they saw none, call ${danger.tool} again; where the client shows no forms, ${withoutForms}.`
    )
}

const make = Effect.fnUntraced(function* (settings: ConfirmationSettings) {
  const tokens = yield* makeConfirmationTokens

  const spend = (purpose: Purpose, danger: DestructiveChange, text: string): Effect.Effect<void, Refusal> =>
    Effect.mapError(tokens.spend(purpose, danger, text), (fault) => faultRefusal(danger, purpose, fault))

  const confirmByForm = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    level: AskedLevel,
    readFacts: ReadFacts
  ): Effect.fn.Return<void, Refusal | ConfirmationRequest> {
    const { inputResponses, requestState } = yield* ClientRequest
    const state = requestState()
    if (inputResponses === undefined && state === undefined) {
      const whole = yield* addFacts(danger, readFacts)
      return yield* Effect.fail(makeForm(whole, level, settings, yield* tokens.issue("form", danger)))
    }
    // The token is spent before the answer is read: a form can be answered once, whatever the answer is.
    const spending = yield* Effect.result(spend("form", danger, state ?? ""))
    const answer = readFormAnswer(inputResponses, level, level === "type" ? textsToType(danger).length : 1)
    if (answer.kind !== "values") return yield* Effect.fail(formRefusals[answer.kind](danger))
    if (spending._tag === "Failure") return yield* Effect.fail(spending.failure)
    const { values } = answer
    if (level === "type" && !(values.every(Predicate.isString) && isTyped(danger, values))) {
      return yield* Effect.fail(
        wrongNameRefusal(
          danger,
          `If the person means this ${danger.subject.kind}, call ${danger.tool} again: then they are asked again.`
        )
      )
    }
    if (level === "yes" && values[0] !== true) {
      return yield* Effect.fail(
        refusal(danger, `the form came back without a yes. Call ${danger.tool} again to have it shown.`)
      )
    }
  })

  const confirmByToken = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    level: AskedLevel,
    readFacts: ReadFacts,
    { confirmToken, confirmName, confirmNames }: ConfirmationArguments
  ): Effect.fn.Return<void, Refusal | ConfirmationRequest> {
    if (confirmToken === undefined) {
      const whole = yield* addFacts(danger, readFacts)
      return yield* Effect.fail(makePlan(whole, level, settings, yield* tokens.issue("plan", danger)))
    }
    const typed = confirmNames ?? (confirmName === undefined ? undefined : [confirmName])
    if (level === "type" && typed === undefined) {
      const name = nameArgument(danger)
      return yield* Effect.fail(
        refusal(
          danger,
          `${name} is missing. Show the person the plan, ask them to type ${describeTyped(danger)}, and call ` +
            `${danger.tool} again with confirmToken and with ${name} as they typed it.`
        )
      )
    }
    // The token is spent before the name is compared: a token is good for one attempt.
    yield* spend("plan", danger, confirmToken)
    if (level === "type" && !isTyped(danger, typed ?? [])) {
      return yield* Effect.fail(
        wrongNameRefusal(
          danger,
          `Tell the person, and ask whether they mean this ${danger.subject.kind}. The token is used up: ` +
            `call ${danger.tool} again without it for a new plan.`
        )
      )
    }
  })

  /** The way in which the client of this call is asked. */
  const way = Effect.map(ClientRequest, ({ canElicit }): Way => {
    const { mode } = settings
    if (mode === "token" || (mode === "auto" && !canElicit)) return "token"
    return canElicit ? "form" : "none"
  })

  const levelOfChange = ({ dangers }: Pick<DestructiveChange, "dangers">): ConfirmLevel => levelOf(dangers, settings)

  const confirm = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    values: ConfirmationArguments,
    readFacts: ReadFacts = Effect.succeed([])
  ): Effect.fn.Return<void, Refusal | ConfirmationRequest> {
    const level = levelOfChange(danger)
    if (level === "none") return
    const asked = yield* way
    if (asked === "token") return yield* confirmByToken(danger, level, readFacts, values)
    if (asked === "form") return yield* confirmByForm(danger, level, readFacts)
    return yield* Effect.fail(
      refusal(
        danger,
        `this server takes a confirmation only by a form that the client shows to the person, and this client shows none. ` +
          "Use a client that supports elicitation; or the person who runs this server can set LOSANT_MCP_CONFIRM to auto or token."
      )
    )
  })

  const offer = Effect.fnUntraced(function* (danger: DestructiveChange): Effect.fn.Return<JsonObject> {
    const level = levelOfChange(danger)
    return level === "none" || (yield* way) !== "token"
      ? {}
      : makeOffer(danger, level, yield* tokens.issue("plan", danger))
  })

  return { levelOf: levelOfChange, way, offer, confirm }
})

export class Confirmation extends Context.Service<
  Confirmation,
  {
    /** The confirmation that the change needs. It is `none` if the server asks for no confirmations. */
    readonly levelOf: (danger: Pick<DestructiveChange, "dangers">) => ConfirmLevel
    /** The way in which a client is asked. */
    readonly way: Effect.Effect<Way>
    /** The fields with which an answer asks for a later call that needs a confirmation. Empty where a form asks then. */
    readonly offer: (danger: DestructiveChange) => Effect.Effect<JsonObject>
    /**
     * Succeeds once the person has confirmed exactly this. Otherwise fails: with an {@link ConfirmationRequest} to
     * answer instead of carrying the call out, or with a {@link Refusal}. What is confirmed has to be carried out now:
     * it works once. `readFacts` reads further losses, but only if somebody is asked: a
     * slow read must not come between the read of the current state and the write.
     */
    readonly confirm: (
      danger: DestructiveChange,
      values: ConfirmationArguments,
      readFacts?: ReadFacts
    ) => Effect.Effect<void, Refusal | ConfirmationRequest>
  }
>()("@effect-losant/mcp-server/Confirmation") {
  /** One for the process: each instance accepts only its own tokens. */
  static readonly layer = (settings: ConfirmationSettings): Layer.Layer<Confirmation> =>
    Layer.effect(Confirmation, make(settings))
}
