/** Asks the person to confirm destructive changes, and checks the confirmation. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { ConfirmLevel } from "../../model/Danger.ts"
import type { DestructiveChange, Fact } from "../../model/DestructiveChange.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { NewView } from "../../model/tool/Tool.ts"
import type { JsonObject } from "../../text/json.ts"
import {
  type ConfirmationOrigin,
  type ConfirmationRequest,
  describeTyped,
  makeForm,
  makeOffer,
  makePlan,
  makeViewRequest,
  nameArgument,
  viewInstructions
} from "./ConfirmationRequest.ts"
import { makeConfirmationTokens, type Purpose } from "./ConfirmationTokens.ts"
import { type AskedLevel, type LevelSettings, levelOf } from "./confirmLevel.ts"
import { readFormAnswer } from "./formAnswer.ts"
import { faultRefusal, formRefusals, refusal, wrongNameRefusal } from "./refusals.ts"
import { isTyped, textsToType } from "./typedName.ts"
import { makeView } from "./viewPlan.ts"

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

/**
 * - `form`: by a form.
 * - `view`: in a view of the client, which shows the plan and brings its secret.
 * - `token`: by a plan and its token.
 * - `none`: not at all. The settings want a form, and the client shows none.
 */
export type Way = "form" | "view" | "token" | "none"

/** The fields with which an answer asks for a later call that needs a confirmation. */
export interface Offer {
  /** Empty where a form asks then. */
  readonly fields: JsonObject
  readonly view?: NewView
}

const make = Effect.fnUntraced(function* (settings: ConfirmationSettings) {
  const tokens = yield* makeConfirmationTokens

  const levelOfChange = ({ dangers }: Pick<DestructiveChange, "dangers">): ConfirmLevel => levelOf(dangers, settings)

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

  /** `asked` is the part of the change that the person left in. The secret holds for the whole. */
  const confirmByView = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    level: AskedLevel,
    readFacts: ReadFacts,
    { confirmToken }: ConfirmationArguments,
    asked: DestructiveChange
  ): Effect.fn.Return<void, Refusal | ConfirmationRequest> {
    const { viewAnswer } = yield* ClientRequest
    if (confirmToken !== undefined) {
      return yield* Effect.fail(
        refusal(
          danger,
          `this client shows views, so no confirmToken is given out or taken. Call ${danger.tool} again without it: then the ` +
            "person confirms in the view, or does not."
        )
      )
    }
    const ask = Effect.fnUntraced(function* (mistake?: string) {
      const whole = yield* addFacts(danger, readFacts)
      const { text } = yield* tokens.issue("view", danger)
      return makeViewRequest(whole, level, settings, makeView(whole, level, settings, text), mistake)
    })
    if (viewAnswer === undefined) return yield* Effect.fail(yield* ask())
    yield* spend("view", danger, viewAnswer.secret)
    if (levelOfChange(asked) === "type" && !isTyped(asked, viewAnswer.typed)) {
      // Whoever had the secret may try again, with a new one: a person mistypes.
      return yield* Effect.fail(yield* ask("what was typed does not match. Compare it, and type it again."))
    }
  })

  /** The way in which the client of this call is asked. */
  const way = Effect.map(ClientRequest, ({ canElicit, showsViews }): Way => {
    const { mode } = settings
    if (mode === "auto" && showsViews) return "view"
    if (mode === "token" || (mode === "auto" && !canElicit)) return "token"
    return canElicit ? "form" : "none"
  })

  const confirm = Effect.fnUntraced(function* (
    danger: DestructiveChange,
    values: ConfirmationArguments,
    readFacts: ReadFacts = Effect.succeed([]),
    askedPart: DestructiveChange = danger
  ): Effect.fn.Return<void, Refusal | ConfirmationRequest> {
    const level = levelOfChange(danger)
    if (level === "none") return
    const asked = yield* way
    if (asked === "view") return yield* confirmByView(danger, level, readFacts, values, askedPart)
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

  const offer = Effect.fnUntraced(function* (danger: DestructiveChange): Effect.fn.Return<Offer> {
    const level = levelOfChange(danger)
    const asked = yield* way
    if (level === "none" || asked === "form" || asked === "none") return { fields: {} }
    if (asked === "token") return { fields: makeOffer(danger, level, yield* tokens.issue("plan", danger)) }
    const { text } = yield* tokens.issue("view", danger)
    return { fields: { confirmation: viewInstructions }, view: makeView(danger, level, settings, text) }
  })

  return { origin: settings, levelOf: levelOfChange, way, offer, confirm }
})

export class Confirmation extends Context.Service<
  Confirmation,
  {
    /** The confirmation that the change needs. It is `none` if the server asks for no confirmations. */
    readonly levelOf: (danger: Pick<DestructiveChange, "dangers">) => ConfirmLevel
    /** The way in which a client is asked. */
    readonly way: Effect.Effect<Way>
    /** The server that asks. */
    readonly origin: ConfirmationOrigin
    /** Asks, with the answer of this call, for a later call that needs a confirmation. */
    readonly offer: (danger: DestructiveChange) => Effect.Effect<Offer>
    /**
     * Succeeds once the person has confirmed exactly this. Otherwise fails: with an {@link ConfirmationRequest} to
     * answer instead of carrying the call out, or with a {@link Refusal}. What is confirmed has to be carried out now:
     * it works once. `readFacts` reads further losses, but only if somebody is asked: a
     * slow read must not come between the read of the current state and the write. `askedPart` is the change without what the
     * person left out in a view.
     */
    readonly confirm: (
      danger: DestructiveChange,
      values: ConfirmationArguments,
      readFacts?: ReadFacts,
      askedPart?: DestructiveChange
    ) => Effect.Effect<void, Refusal | ConfirmationRequest>
  }
>()("@effect-losant/mcp-server/Confirmation") {
  /** One for the process: each instance accepts only its own tokens. */
  static readonly layer = (settings: ConfirmationSettings): Layer.Layer<Confirmation> =>
    Layer.effect(Confirmation, make(settings))
}
