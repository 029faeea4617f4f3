/** The first line of the reference server, in either dialect, with its name for itself. */
export const LLAVE_GREETING = /^(?:\* |\{"type":"hello","server":")(llave\/[^\s"]+)/;
