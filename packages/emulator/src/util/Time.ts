/**
 * Times: Losant writes them as ISO 8601 with milliseconds, in UTC.
 *
 * @since 0.1.0
 */
import * as DateTime from "effect/DateTime"

/** An hour in milliseconds. @since 0.1.0 */
export const hour = 3_600_000

/** A day in milliseconds. @since 0.1.0 */
export const day = 24 * hour

/** Whether there is such a time: the calendar reaches 100 million days to either side of 1970. @since 0.1.0 */
export const isTime = (time: number): boolean => Math.abs(time) <= 100_000_000 * day

/** A time as Losant writes it, of milliseconds since the epoch. @since 0.1.0 */
export const formatIso = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

/** Milliseconds since the epoch, of a time that is known to be one. @since 0.1.0 */
export const parseMillis = (text: string): number => DateTime.toEpochMillis(DateTime.makeUnsafe(text))

/** The beginning of the day or hour, or whatever `unit` is, in UTC. @since 0.1.0 */
export const floorTo = (time: number, unit: number): number => Math.floor(time / unit) * unit
