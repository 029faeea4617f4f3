/** The reference server's first words. Nothing is said to a server that does not say them. */
export const LLAVE_GREETING = /^\* (llave\/\S+) /;
