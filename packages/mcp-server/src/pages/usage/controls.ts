/** The choice of hours, days or months, and of the period. */
import { h, newId } from "../dom.ts"
import type { Period } from "./readUsage.ts"
import { day, type Step } from "./steps.ts"

export interface Choice {
  readonly step: Step
  readonly period: Period
}

export interface Controls {
  readonly element: HTMLElement
  /** Shows the choice that is in effect. */
  readonly show: (choice: Choice) => void
}

export interface ControlEvents {
  readonly onStep: (step: Step) => void
  readonly onPeriod: (period: Period) => void
}

const names: Readonly<Record<Step, string>> = { hour: "Hour", day: "Day", month: "Month" }

const dateText = (time: number): string => new Date(time).toISOString().slice(0, 10)

export const makeControls = (steps: ReadonlyArray<Step>, { onStep, onPeriod }: ControlEvents): Controls => {
  const group = newId()
  const radios = steps.map((step) => ({
    step,
    input: h("input", { type: "radio", name: group, value: step, on: { change: () => onStep(step) } })
  }))
  const [fromId, toId, problemId] = [newId(), newId(), newId()]
  // Hosts do not let a frame submit forms, so the button and the key Enter do without one.
  const onKey = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key === "Enter" && !event.isComposing) apply()
  }
  const date = (id: string) =>
    h("input", { id, type: "date", attributes: { "aria-describedby": problemId }, on: { keydown: onKey } })
  const [from, to] = [date(fromId), date(toId)]
  const problem = h("p", { id: problemId, className: "note danger", attributes: { role: "alert" } })
  const apply = (): void => {
    const start = Date.parse(`${from.value}T00:00Z`)
    const end = Date.parse(`${to.value}T00:00Z`) + day
    const isPeriod = start < end
    problem.textContent = isPeriod ? "" : "Give two days, the first one not after the last one."
    if (isPeriod) onPeriod({ start, end })
  }
  return {
    element: h(
      "div",
      { className: "controls" },
      h(
        "fieldset",
        { className: "steps" },
        h("legend", {}, "Show by"),
        ...radios.map(({ step, input }) => h("label", {}, input, names[step]))
      ),
      h(
        "div",
        { className: "dates", attributes: { role: "group", "aria-label": "Period in UTC" } },
        h("div", { className: "field" }, h("label", { htmlFor: fromId }, "From"), from),
        h("div", { className: "field" }, h("label", { htmlFor: toId }, "To"), to),
        h("button", { type: "button", on: { click: apply } }, "Show"),
        problem
      )
    ),
    show: ({ step, period }) => {
      for (const radio of radios) radio.input.checked = radio.step === step
      from.value = dateText(period.start)
      to.value = dateText(period.end - 1)
    }
  }
}
