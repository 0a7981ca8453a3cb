/** The page's side of the protocol: what the host tells it, and what it asks of the host. */
import {
  App,
  applyDocumentTheme,
  applyHostFonts,
  applyHostStyleVariables,
  type McpUiHostContext
} from "@modelcontextprotocol/ext-apps"

/** The result of a tool, as far as a page reads it. */
export interface Result {
  readonly isError: boolean
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
  readonly meta: Readonly<Record<string, unknown>>
}

export interface Host {
  /** Calls a tool of the server. It rejects if the host does not answer. */
  readonly call: (name: string, values: object) => Promise<Result>
  /** False if the host passes no calls on. */
  readonly canCall: () => boolean
  /** Tells the model something, with the next message of the person. */
  readonly tellModel: (text: string) => Promise<void>
  /**
   * Asks the model for something, as a message of the person in the conversation. False if the host takes no messages.
   * The message must hold no text of Losant's: the model would read it as the person's.
   */
  readonly askModel: (text: string) => Promise<boolean>
  readonly locale: () => string | undefined
  /** The title of the tool that was called. */
  readonly toolTitle: () => string | undefined
}

export interface Listeners {
  /** Gets each result once the page is connected. */
  readonly onResult: (host: Host, result: Result) => void
  readonly onCancelled: () => void
  /** The arguments of the call that the page shows. */
  readonly onInput?: (values: Readonly<Record<string, unknown>>) => void
}

/** A call of the server ends before, and a page that waits shows what is known. In milliseconds. */
const callTimeout = 120_000

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? { ...value } : {})

const toResult = (raw: object): Result => {
  const { isError, content, structuredContent, _meta } = fieldsOf(raw)
  const texts = Array.isArray(content) ? content.map((block) => fieldsOf(block)["text"]) : []
  return {
    isError: isError === true,
    text: texts.filter((text) => typeof text === "string").join("\n"),
    content: fieldsOf(structuredContent),
    meta: fieldsOf(_meta)
  }
}

const follow = ({ theme, styles, locale }: McpUiHostContext): void => {
  if (theme !== undefined) applyDocumentTheme(theme)
  if (styles?.variables !== undefined) applyHostStyleVariables(styles.variables)
  if (styles?.css?.fonts !== undefined) applyHostFonts(styles.css.fonts)
  if (locale !== undefined) document.documentElement.lang = locale.startsWith("en") ? locale : "en"
}

/** Connects the page with its host. A result may come before the connection is ready: it waits until then. */
export const connect = async (name: string, { onResult, onCancelled, onInput }: Listeners): Promise<void> => {
  const app = new App({ name: `losant-${name}`, version: "1.0.0" }, {})
  const host: Host = {
    call: async (tool, values) =>
      toResult(await app.callServerTool({ name: tool, arguments: { ...values } }, { timeout: callTimeout })),
    canCall: () => app.getHostCapabilities()?.serverTools !== undefined,
    tellModel: async (text) => {
      if (app.getHostCapabilities()?.updateModelContext === undefined) return
      await app.updateModelContext({ content: [{ type: "text", text }] })
    },
    askModel: async (text) => {
      if (app.getHostCapabilities()?.message === undefined) return false
      const { isError } = await app.sendMessage({ role: "user", content: [{ type: "text", text }] })
      return isError !== true
    },
    locale: () => app.getHostContext()?.locale,
    toolTitle: () => {
      const tool = app.getHostContext()?.toolInfo?.tool
      return tool?.title ?? tool?.name
    }
  }
  const early: Array<Result> = []
  let take = (result: Result): void => void early.push(result)
  app.addEventListener("toolresult", (result) => take(toResult(result)))
  if (onInput !== undefined) app.addEventListener("toolinput", ({ arguments: values }) => onInput(fieldsOf(values)))
  app.addEventListener("toolcancelled", onCancelled)
  app.addEventListener("hostcontextchanged", follow)
  app.onteardown = () => ({})
  await app.connect()
  follow(app.getHostContext() ?? {})
  take = (result) => onResult(host, result)
  early.forEach(take)
}
