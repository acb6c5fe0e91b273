/** The version of this project, as package.json has it. */
export const VERSION = '1.0.0'
