/** The page of a fleet: the rows of an answer, further answers of the same search, and plans for the selected rows. */
import { fleetTools, planTool } from "../../model/views/names.ts"
import { h, makePart, notice, type Part } from "../dom.ts"
import type { Host, Result } from "../host.ts"
import type { Formats } from "../numbers.ts"
import { makePlanPage, offeredBy } from "../plan/planPage.ts"
import { makeTable } from "../table/table.ts"
import { addRows, columnsOf, type Row, type RowsAnswer, readAnswer } from "./answers.ts"
import { type PlanOrder, planChoice } from "./plans.ts"

type Values = Readonly<Record<string, unknown>>

const noAnswer = "The server gave no answer to this view. Try again, or ask the assistant."

const noPlan =
  "The server gave no plan. Its settings may let it plan nothing: ask whoever runs it, or try again if it is not running."

const isId = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{24}$/i.test(value)

/** The tool that shows the usage which a row is about. */
const usageToolOf = ({ by }: RowsAnswer, { limit = "" }: Row): string => {
  if (by === "devices" || limit === "device") return "losant_get_org_device_counts"
  if (by === "notebookMinutes" || limit.startsWith("notebook")) return "losant_get_org_notebook_minutes"
  return "losant_get_org_payload_breakdown"
}

/** A sentence for the model. It holds ids and times alone: a name in it would be read as words of the person. */
const usageRequest = (answer: RowsAnswer, row: Row, { instanceId }: Values): string =>
  [
    `Show me the usage of the organization ${row.orgId} with ${usageToolOf(answer, row)}`,
    isId(instanceId) ? ` in the instance ${instanceId}` : "",
    answer.start === undefined || answer.end === undefined ? "" : `, from ${answer.start} to ${answer.end}`,
    "."
  ].join("")

/** The organizations that could not be read. */
const unreadPart = ({ unread, unreadMore }: RowsAnswer, { count }: Formats): HTMLElement | undefined => {
  const all = unread.length + unreadMore
  if (all === 0) return undefined
  return h(
    "details",
    { className: "notice warning" },
    h("summary", {}, `${count(all, "organization", "organizations")} could not be read.`),
    h("ul", {}, ...unread.map(({ org, why }) => h("li", {}, `${org}: ${why}`)))
  )
}

/** Shows the rows of a result. `input` are the arguments of its call. */
export const showFleet = (host: Host, { show }: Part, formats: Formats, input: Values, first: Result): void => {
  let answer = readAnswer(first.content)
  let rows = addRows([], answer)
  let isStopped = true
  const { kind } = answer
  const tool = fleetTools[kind]

  const facts = makePart(h("div", { className: "facts" }))
  const more = makePart(h("div", { className: "buttons" }))
  const message = makePart(h("div", { attributes: { role: "status" } }))

  const say = (className: Parameters<typeof notice>[0], text: string): void => message.show(notice(className, text))

  const showUsage = (row: Row): void => {
    const request = usageRequest(answer, row, input)
    void host.askModel(request).then(
      (isTaken) => {
        if (isTaken) return say("info", "The assistant was asked for the usage.")
        void host.tellModel(request).catch(() => undefined)
        say("info", `This client takes no messages of a view. Say to the assistant: ${request}`)
      },
      () => say("info", `Say to the assistant: ${request}`)
    )
  }

  const choice = planChoice(answer, (order) => void startPlan(order), formats)
  const table = makeTable<Row>({
    label: host.toolTitle() ?? "Organizations",
    columns: columnsOf(answer, formats),
    keyOf: ({ key }) => key,
    nameOf: ({ org, email, limit }) => [email, org, limit].filter((part) => part !== undefined).join(", "),
    // An invitation has no usage.
    ...(kind === "invites" ? {} : { action: { title: "Usage", run: showUsage } }),
    ...(host.canCall() ? { onSelect: choice.follow } : {}),
    formats
  })
  const heading = h("h1", { tabIndex: -1 }, host.toolTitle() ?? "Organizations")
  const content: ReadonlyArray<HTMLElement> = [
    h("header", {}, heading),
    facts.root,
    more.root,
    table.element,
    ...(host.canCall() ? [choice.element] : []),
    message.root
  ]

  const follow = (): void => {
    facts.show(
      h("p", {}, answer.summary),
      answer.stopped === undefined ? undefined : notice("warning", answer.stopped),
      unreadPart(answer, formats)
    )
    showMore()
    table.set(rows)
  }

  /** The button with the focus goes away when it is pressed: the focus goes to the one in its place. */
  const showMore = (): void => {
    const hadFocus = more.root.contains(document.activeElement)
    more.show(...moreParts())
    if (hadFocus) (more.root.querySelector("button") ?? heading).focus()
  }

  const moreParts = (): ReadonlyArray<HTMLElement> => {
    if (answer.next === undefined || !host.canCall()) return []
    if (isStopped) {
      return [
        h("button", { type: "button", on: { click: () => void goOn(false) } }, "Show more"),
        h("button", { type: "button", on: { click: () => void goOn(true) } }, "Show all")
      ]
    }
    const { checked = 0, of } = answer
    const bar = h("progress", { attributes: { "aria-label": "Progress" } })
    if (of !== undefined) {
      bar.max = of
      bar.value = checked
    }
    return [
      bar,
      h("span", {}, `${formats.count(checked, "organization", "organizations")} checked`),
      h("button", { type: "button", on: { click: stop } }, "Stop")
    ]
  }

  const stop = (): void => {
    isStopped = true
    say("info", "It stops after the answer that is under way.")
  }

  /** Takes the next answer, or all of them until the person stops it. */
  const goOn = async (isToTheEnd: boolean): Promise<void> => {
    isStopped = false
    showMore()
    const ended = await host.call(tool, { ...input, continue: answer.next }).then(
      (result) => {
        if (result.isError) {
          say("danger", result.text)
          return true
        }
        answer = readAnswer(result.content)
        rows = addRows(rows, answer)
        return answer.next === undefined
      },
      () => {
        say("warning", noAnswer)
        return true
      }
    )
    if (!ended && isToTheEnd && !isStopped) {
      follow()
      return goOn(true)
    }
    isStopped = true
    follow()
  }

  const back = (): void => {
    show(...content)
    follow()
    heading.focus()
  }

  /** Asks for a plan, and shows it. A plan of many organizations may need several calls. */
  const startPlan = async (order: PlanOrder, next?: string): Promise<void> => {
    const { instanceId } = input
    message.show(notice("info", "The plan is being made …"))
    const result = await host
      .call(planTool, {
        ...order.values,
        ...(instanceId === undefined ? {} : { instanceId }),
        ...(next === undefined ? {} : { continue: next })
      })
      .catch(() => undefined)
    if (result === undefined) return say("warning", noPlan)
    if (result.isError) return say("danger", result.text)
    const { continue: further, changeSetId } = result.content
    if (typeof further === "string" && changeSetId === undefined) return startPlan(order, further)
    const offered = offeredBy(result)
    if (offered.id === undefined) return say("info", result.text)
    message.show()
    const part = makePart(h("div", { className: "plan" }))
    show(
      h("div", { className: "buttons" }, h("button", { type: "button", on: { click: back } }, "Back to the table")),
      part.root
    )
    const { inviteIds } = order
    await makePlanPage(host, offered, formats, part, {
      isMeant: ({ inviteId }) => inviteIds === undefined || (inviteId !== undefined && inviteIds.has(inviteId))
    }).begin()
    const title = part.root.querySelector("h1")
    if (title !== null) title.tabIndex = -1
    title?.focus()
  }

  show(...content)
  follow()
}
