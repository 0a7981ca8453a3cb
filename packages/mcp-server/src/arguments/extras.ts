/** The extras of answers are links for programs that follow them: an assistant pays for them and has no use for them. */
export const withoutExtras = { _actions: false, _links: false, _embedded: false } as const
