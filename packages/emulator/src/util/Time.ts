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

/** True for a time that a Date can hold: at most 100 million days before or after 1970. @since 0.1.0 */
export const isTime = (time: number): boolean => Math.abs(time) <= 100_000_000 * day

/** The text that Losant writes for a time in milliseconds since the epoch. @since 0.1.0 */
export const formatIso = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

/** Milliseconds since the epoch, from a text that is known to be a time. @since 0.1.0 */
export const parseMillis = (text: string): number => DateTime.toEpochMillis(DateTime.makeUnsafe(text))

/** The beginning of the day, the hour or another `unit` in which a time lies, in UTC. @since 0.1.0 */
export const floorTo = (time: number, unit: number): number => Math.floor(time / unit) * unit
