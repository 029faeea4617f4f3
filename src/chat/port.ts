/** The port of the reference server. */
export const DEFAULT_PORT = 12345;
