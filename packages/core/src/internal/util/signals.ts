// One listener to a signal, however many calls it ends: Node warns of a leak if there are more than ten.

interface Listener {
  readonly stops: Set<() => void>
  readonly listener: () => void
}

const listeners = new WeakMap<AbortSignal, Listener>()

const listenTo = (signal: AbortSignal): Listener => {
  const stops = new Set<() => void>()
  const listener = () => {
    for (const stop of stops) stop()
  }
  signal.addEventListener("abort", listener)
  const entry = { stops, listener }
  listeners.set(signal, entry)
  return entry
}

/** Calls `stop` when the signal aborts, also if it has already. The result stops the listening. */
export const onAbort = (signal: AbortSignal, stop: () => void): (() => void) => {
  if (signal.aborted) stop()
  const { stops, listener } = listeners.get(signal) ?? listenTo(signal)
  // Two calls may bring the same function.
  const stopOnce = () => stop()
  stops.add(stopOnce)
  return () => {
    stops.delete(stopOnce)
    if (stops.size > 0) return
    signal.removeEventListener("abort", listener)
    listeners.delete(signal)
  }
}
