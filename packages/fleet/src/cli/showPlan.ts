/** Shows a plan: as text, as lines of JSON, or as Markdown for a pull request. The dangerous writes come first. */
import type { FleetPlan } from "../fleet/FleetPlan.ts"
import type { Write } from "../model/Write.ts"
import { describeAct, describeDangers, quote, safe, signOf, toJson } from "./words.ts"

export type Format = "text" | "json" | "markdown"

/** A write with its place in the plan. */
type Numbered = readonly [write: Write, number: number]

const split = ({ writes }: FleetPlan) => {
  const all = writes.map((write, number): Numbered => [write, number])
  return {
    dangerous: all.filter(([{ dangers }]) => dangers.length > 0),
    others: all.filter(([{ dangers }]) => dangers.length === 0)
  }
}

/** The engine reads before it writes. */
const requestsOfWrite = 2

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`

const headline = ({ writes, managed, requests }: FleetPlan): string =>
  writes.length === 0
    ? `Nothing has to be changed in ${plural(managed, "managed organization")}. The plan took ${plural(requests, "request")}.`
    : `${plural(writes.length, "write")}, with ${plural(managed, "managed organization")}. The plan took ${plural(requests, "request")}, and applying it takes about ${writes.length * requestsOfWrite}.`

const textLine = ([write, number]: Numbered): string => {
  const found = describeDangers(write)
  return `  ${signOf(write)} #${number} ${quote(write.orgName)}: ${describeAct(write)}${found === "" ? "" : ` (it would ${found})`}`
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", `${title}:`, ...lines]

const showText = (plan: FleetPlan, guards: ReadonlyArray<string>): string => {
  const { dangerous, others } = split(plan)
  return [
    headline(plan),
    ...section("Dangerous", dangerous.map(textLine)),
    ...section("Writes", others.map(textLine)),
    ...section(
      "Not changed",
      plan.notes.map(({ org, message }) => `  ${safe(org)}: ${safe(message)}`)
    ),
    ...section(
      "Refused unless it is allowed",
      guards.map((guard) => `  ${safe(guard)}`)
    ),
    ""
  ].join("\n")
}

const showJson = (plan: FleetPlan, guards: ReadonlyArray<string>): string =>
  [
    ...plan.writes.map(toJson),
    ...plan.notes.map((note) => ({ note })),
    {
      plan: plan.id,
      instanceId: plan.instanceId,
      writes: plan.writes.length,
      dangerous: split(plan).dangerous.length,
      managed: plan.managed,
      requests: plan.requests,
      refused: guards
    }
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("")

/** GitHub refuses comments of more than 65,536 characters. */
const maximumMarkdown = 60_000

/** A text in a table or list of Markdown: it makes neither links nor markup, and mentions nobody. */
const plain = (text: string): string =>
  safe(text)
    .replace(/[\\`*_{}[\]<>()#|~]/gu, "\\$&")
    .replace(/@/gu, "@\u200b")

const markdownLine = ([write, number]: Numbered): string => {
  const found = describeDangers(write)
  return `- ${signOf(write) === "-" ? "➖" : signOf(write) === "+" ? "➕" : "✏️"} \\#${number} **${plain(write.orgName)}**: ${plain(describeAct(write))}${found === "" ? "" : ` (it would ${found})`}`
}

const fold = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, "", ...lines, "", "</details>", ""]

/** As many lines as fit, and a line that says how many are left out. */
const cut = (lines: ReadonlyArray<string>, room: number, link: string | undefined): ReadonlyArray<string> => {
  let left = room
  const fitting = lines.filter((line) => {
    left -= line.length + 1
    return left >= 0
  })
  const missing = lines.length - fitting.length
  const where = link === undefined ? "" : `: [the whole plan](${link})`
  return missing === 0 ? lines : [...fitting, `- … and ${missing} more${where}`]
}

const showMarkdown = (plan: FleetPlan, guards: ReadonlyArray<string>, link: string | undefined): string => {
  const { dangerous, others } = split(plan)
  const share = maximumMarkdown / 4
  return [
    "### Plan of the fleet",
    "",
    headline(plan),
    "",
    ...(dangerous.length === 0
      ? []
      : [`**Dangerous: ${dangerous.length}**`, "", ...cut(dangerous.map(markdownLine), share, link), ""]),
    ...(guards.length === 0
      ? []
      : [
          "**Refused unless it is allowed**",
          "",
          ...cut(
            guards.map((guard) => `- ${plain(guard)}`),
            share / 4,
            link
          ),
          ""
        ]),
    ...fold(plural(others.length, "other write"), cut(others.map(markdownLine), share * 2, link)),
    ...fold(
      `${plan.notes.length} not changed`,
      cut(
        plan.notes.map(({ org, message }) => `- ${plain(org)}: ${plain(message)}`),
        share / 2,
        link
      )
    )
  ].join("\n")
}

export const showPlan = (plan: FleetPlan, guards: ReadonlyArray<string>, format: Format, link?: string): string => {
  if (format === "json") return showJson(plan, guards)
  return format === "markdown" ? showMarkdown(plan, guards, link) : showText(plan, guards)
}
