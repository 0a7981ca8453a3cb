// One listener to a signal, however many calls it ends: Node warns of a leak where there are more than ten.

interface Listened {
  readonly stops: Set<() => void>
  readonly listener: () => void
}

const listened = new WeakMap<AbortSignal, Listened>()

const listenTo = (signal: AbortSignal): Listened => {
  const stops = new Set<() => void>()
  const listener = () => {
    for (const stop of stops) stop()
  }
  signal.addEventListener("abort", listener)
  const made = { stops, listener }
  listened.set(signal, made)
  return made
}

/** Calls `stop` when the signal aborts, also if it has already. What it gives ends that. */
export const onAbort = (signal: AbortSignal, stop: () => void): (() => void) => {
  if (signal.aborted) stop()
  const { stops, listener } = listened.get(signal) ?? listenTo(signal)
  // Two calls may bring the same function.
  const own = () => stop()
  stops.add(own)
  return () => {
    stops.delete(own)
    if (stops.size > 0) return
    signal.removeEventListener("abort", listener)
    listened.delete(signal)
  }
}
