/** Below the chart: one point with its numbers, and the zoom. Everything that a pointer does, the keyboard does here. */
import { h, newId } from "../dom.ts"
import type { Chart, Shown } from "./chart.ts"

export interface PointPicker {
  readonly element: HTMLElement
  /** Follows a new chart. `describe` gives the text of a point. */
  readonly follow: (times: ReadonlyArray<number>, what: string, describe: (index: number) => string) => void
  /** Shows a point over which the pointer is. */
  readonly show: (index: number) => void
  /** Says which part is shown. */
  readonly showZoom: (text: string | undefined) => void
}

export const makePointPicker = (chart: () => Chart, shown: () => Shown | undefined): PointPicker => {
  const id = newId()
  let points: ReadonlyArray<number> = []
  let describe: (index: number) => string = () => ""
  const label = h("label", { htmlFor: id })
  const slider = h("input", { id, type: "range", min: "0", step: "1", on: { input: () => choose() } })
  const text = h("p", { className: "readout" })
  const part = h("p", { className: "note part", attributes: { role: "status" } })

  const show = (index: number): void => {
    slider.value = String(index)
    const described = describe(index)
    slider.setAttribute("aria-valuetext", described)
    text.textContent = described
  }
  const choose = (): void => {
    show(Number(slider.value))
    chart().point(Number(slider.value))
  }
  /** Shows a part of another size around the point. */
  const zoomBy = (factor: number): void => {
    const [first = 0, last = 0] = [points[0], points.at(-1)]
    const { min, max } = shown() ?? { min: first, max: last }
    const [nearest = 0] = [points[Number(slider.value)]]
    const least = points.length > 1 ? (2 * (last - first)) / (points.length - 1) : 0
    const half = Math.max(least, (max - min) * factor) / 2
    const center = Math.min(Math.max(nearest, first + half), last - half)
    const next = { min: Math.max(first, center - half), max: Math.min(last, center + half) }
    chart().zoom(next.min <= first && next.max >= last ? undefined : next)
  }
  const button = (name: string, act: () => void) => h("button", { type: "button", on: { click: act } }, name)
  return {
    element: h(
      "div",
      { className: "picker" },
      h("div", { className: "field" }, label, slider),
      text,
      h(
        "div",
        { className: "buttons" },
        button("Zoom in", () => zoomBy(0.5)),
        button("Zoom out", () => zoomBy(2)),
        button("All", () => chart().zoom(undefined))
      ),
      part
    ),
    follow: (times, what, next) => {
      points = times
      describe = next
      label.textContent = what
      slider.max = String(Math.max(0, times.length - 1))
      show(Math.max(0, times.length - 1))
    },
    show,
    showZoom: (now) => {
      part.textContent = now ?? ""
    }
  }
}
