/** A small host of views, for a preview: it shows a page in a frame as a client does, without network and rights. */

import type { CallToolResult } from "@modelcontextprotocol/client"
import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge"
import type { PreviewCall, PreviewExample } from "../../model/views/Preview.ts"
import { h } from "../dom.ts"

type Theme = "light" | "dark"

const options = new URLSearchParams(location.search)

const post = async <A>(path: string, body: object): Promise<A> => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body)
  })
  return response.json()
}

const status = h("pre", { id: "model", attributes: { "aria-label": "The model was told" } })

/** The theme may change while a frame is open, and the frame is told. */
let bridge: AppBridge | undefined

const theme = (): Theme => (themeBox.checked ? "dark" : "light")

const themeBox = h("input", { type: "checkbox", checked: options.get("theme") === "dark" })
const narrowBox = h("input", { type: "checkbox", checked: options.get("width") === "narrow" })
const place = h("div", { id: "place" })

const followTheme = (): void => {
  document.documentElement.style.colorScheme = theme()
  bridge?.setHostContext({ theme: theme(), ...localeOf() })
}

const localeOf = () => {
  const locale = options.get("locale")
  return locale === null ? {} : { locale }
}

const followWidth = (): void => {
  place.style.maxWidth = narrowBox.checked ? "320px" : "none"
}

/** Shows the page of a call in a new frame. The frame gets the input and the result, as in a client. */
const open = async (call: PreviewCall, result: CallToolResult): Promise<void> => {
  await bridge?.close()
  const frame = h("iframe", { title: "View", attributes: { sandbox: "allow-scripts" } })
  place.replaceChildren(frame)
  const inner = frame.contentWindow
  if (inner === null) return
  const next = new AppBridge(
    null,
    { name: "Preview", version: "1.0.0" },
    { serverTools: {}, updateModelContext: { text: {} }, message: { text: {} } },
    {
      hostContext: {
        theme: theme(),
        ...localeOf(),
        toolInfo: { tool: { name: call.name, title: call.title, inputSchema: { type: "object" as const } } }
      }
    }
  )
  next.oncalltool = ({ name, arguments: values = {} }) => post("call", { name, arguments: values })
  next.onupdatemodelcontext = async ({ content = [] }) => {
    status.textContent = content.map((block) => (block.type === "text" ? block.text : "")).join("\n")
    return {}
  }
  next.onmessage = async ({ content }) => {
    status.textContent = content.map((block) => (block.type === "text" ? block.text : "")).join("\n")
    return {}
  }
  next.onsizechange = ({ height }) => {
    if (height !== undefined) frame.style.height = `${height}px`
  }
  next.oninitialized = () => {
    void next.sendToolInput({ arguments: { ...call.arguments } })
    void next.sendToolResult(result)
  }
  bridge = next
  await next.connect(new PostMessageTransport(inner, inner))
  frame.src = "page"
}

const start = async (): Promise<void> => {
  const examples = await post<ReadonlyArray<PreviewExample>>("examples", {})
  const wanted = Number(options.get("example") ?? 0)
  const choice = h(
    "select",
    { attributes: { "aria-label": "Call" } },
    ...examples.map(({ label }, index) => h("option", { value: String(index), selected: index === wanted }, label))
  )
  let last: { readonly call: PreviewCall; readonly result: CallToolResult } | undefined
  const ask = async (): Promise<void> => {
    const example = examples[Number(choice.value)]
    if (example === undefined) return
    status.textContent = ""
    const result = await post<CallToolResult>("call", { name: example.name, arguments: example.arguments })
    last = { call: example, result }
    await open(example, result)
  }
  const reopen = (): void => {
    if (last !== undefined) void open(last.call, last.result)
  }
  themeBox.addEventListener("change", followTheme)
  narrowBox.addEventListener("change", followWidth)
  document.body.append(
    h(
      "header",
      {},
      choice,
      h("button", { type: "button", on: { click: () => void ask() } }, "Call"),
      h("button", { type: "button", on: { click: reopen } }, "Open again"),
      h("label", {}, themeBox, " dark"),
      h("label", {}, narrowBox, " narrow")
    ),
    place,
    h("h2", {}, "The model was told"),
    status
  )
  followTheme()
  followWidth()
  await ask()
}

void start()
