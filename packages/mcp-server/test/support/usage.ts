// Answers of Losant about usage, as they are written in tests.
import type { JsonObject } from "../../src/text/json.ts"

export const day = 86_400_000
export const hour = 3_600_000

/** A series of points, one each step from the start on. */
export const series = (start: string, points: ReadonlyArray<JsonObject>, step = day): JsonObject => ({
  counts: points.map((point, index) => ({ date: new Date(Date.parse(start) + index * step).toISOString(), ...point }))
})

export const values = (...all: ReadonlyArray<number>): ReadonlyArray<JsonObject> => all.map((value) => ({ value }))
