/** A client is not ready on this machine: the message says what it is and what makes it ready. */
export class ClientNotReady extends Error {}

/**
 * The client cannot do this, whatever the target does: it rejects the input, asks for something else, or takes an interim
 * response for the response.
 */
export class ClientUnable extends Error {}

/** The client raised an error and no request reached the target: this says nothing about the target. */
export class NoExchange extends Error {}

/** The driver died, hung, or printed what the protocol does not know: this says nothing about the target. */
export class DriverFailed extends Error {}
