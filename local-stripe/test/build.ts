import { buildWorker } from '../scripts/build.ts'

/** Builds the Worker once for all tests. */
export default buildWorker
