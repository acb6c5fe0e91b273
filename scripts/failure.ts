/** Ends a script with a message and the exit status 1. */
export class Failure extends Error {}
