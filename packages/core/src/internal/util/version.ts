// The version that the package's manifest states; a test compares the two.
export const version = "0.1.0"

export const userAgent = `effect-losant/${version}`
