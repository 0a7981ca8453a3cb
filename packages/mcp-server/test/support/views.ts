// A server whose client shows views, and the page's side of it.
import { readFileSync } from "node:fs"
import type { SeedData } from "@effect-losant/emulator"
import type { ClientOptions } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { extensionId, pageMimeType, viewMetaKey, viewTool } from "../../src/model/views/names.ts"
import type { OfferedPlan, PlanView } from "../../src/model/views/PlanView.ts"
import { configOf } from "./config.ts"
import { emulated, type Override, writesIn } from "./emulated.ts"
import { connect, environment, textOf } from "./serving.ts"

/** The capabilities of a client that shows views. */
export const viewing = { extensions: { [extensionId]: { mimeTypes: [pageMimeType] } } }

export interface ViewOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly seed?: SeedData
  readonly instead?: Override
  /** The file of the audit trail. */
  readonly audit?: string
  /** False for a client that does not show views. */
  readonly shows?: boolean
}

export interface Answered {
  readonly isError: boolean
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
  readonly offered: OfferedPlan | undefined
  /** The whole result, as it came. */
  readonly whole: string
}

export interface Shown extends Answered {
  readonly view: PlanView
}

export const startViews = async (
  revision: ClientOptions,
  { environment: own = {}, seed, instead, audit, shows = true }: ViewOptions = {}
) => {
  const { emulator, losant, sent } = await Effect.runPromise(emulated(instead, seed))
  const config = configOf({
    ...environment,
    LOSANT_MCP_CONFIRM: "auto",
    ...(audit === undefined ? {} : { LOSANT_MCP_AUDIT: audit }),
    ...own
  })
  const { client, close, lines, written } = await connect(
    losant,
    { ...revision, capabilities: shows ? viewing : {} },
    config
  )
  const call = async (name: string, args: object): Promise<Answered> => {
    const result = await client.callTool({ name, arguments: { ...args } })
    return {
      isError: result.isError === true,
      text: textOf(result),
      content: Predicate.isObject(result.structuredContent) ? { ...result.structuredContent } : {},
      // Sound: the server puts it there.
      offered: result._meta?.[viewMetaKey] as OfferedPlan | undefined,
      whole: JSON.stringify(result)
    }
  }
  return {
    client,
    emulator,
    lines,
    /** The messages to the client, as they were written. */
    written,
    close,
    call,
    /** Calls the tool of the page. */
    page: async (args: object): Promise<Shown> => {
      const answered = await call(viewTool, args)
      // Sound: a test that looks at the view of a failure fails.
      return { ...answered, view: answered.content as unknown as PlanView }
    },
    writes: () => writesIn(sent).map(({ method, url }) => `${method} ${url.pathname.replace(/^.*\/orgs\/0*/, "")}`),
    trail: (): ReadonlyArray<Record<string, unknown>> =>
      audit === undefined
        ? []
        : readFileSync(audit, "utf8")
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line))
  }
}

export type ViewServer = Awaited<ReturnType<typeof startViews>>

/** The plan that a result offers to the view. */
export const offeredBy = ({ offered, text }: Answered): OfferedPlan => {
  if (offered === undefined) throw new Error(`no plan was offered: ${text}`)
  return offered
}
