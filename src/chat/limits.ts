/** Every limit of the server. Times are milliseconds, sizes bytes. */
export interface ChatLimits {
  /** Connections at one time. */
  connections: number;
  /** Connections at one time from one address. */
  connectionsPerAddress: number;
  /** From accept to the end of the TLS handshake. */
  handshakeMs: number;
  /** From the end of the handshake to an accepted name. */
  nameMs: number;
  /** A line of dialect `line`, without its line end. */
  lineBytes: number;
  /** Sustained commands a second of one connection; what comes faster waits in the network. */
  messagesPerSecond: number;
  /** Commands that one connection may send at once before the rate applies. */
  messageBurst: number;
  /** Bytes waiting for one slow reader before it is told `too-slow` and closed. */
  pendingBytes: number;
  /** Silence after which a peer is asked for a sign of life, and again after which it is given up. */
  idleMs: number;
  /** How long a drain may take before what is left is cut. */
  drainMs: number;
}

/** The limits when no flag says otherwise. */
export const DEFAULT_LIMITS: ChatLimits = {
  connections: 4096,
  connectionsPerAddress: 256,
  handshakeMs: 10_000,
  nameMs: 60_000,
  lineBytes: 4096,
  messagesPerSecond: 20,
  messageBurst: 60,
  pendingBytes: 1_048_576,
  idleMs: 60_000,
  drainMs: 5_000,
};
