/** In the script, in place of `doc.ts`: the bundler takes a call of an empty function out, and what it is given. */
export function doc(): void {}
