/** What happened besides events. */
export interface Notice {
  /**
   * `refused`: a message was turned away; noise is routine. `drifted`: an event isn't as documented.
   * `unknown`: an event that the declaration doesn't list. `reloaded`: another document has taken the
   * place of the phone's. `lost`: a message could not be handed over, or too many wait. `unanswered`: the
   * handshake was not acknowledged in time, and may be sent again.
   */
  kind: 'refused' | 'drifted' | 'unknown' | 'reloaded' | 'lost' | 'unanswered';
  /** The same in words; has no values of the message. */
  text: string;
  /** The event, if it is an unknown one. It may hold personal data. */
  message?: unknown;
}
