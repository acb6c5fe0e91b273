#!/usr/bin/env node
import { control } from './control.ts'
import { start } from './start.ts'

const [command = '', ...args] = process.argv.slice(2)
try {
  if (command === 'reset' || command === 'seed') await control(command, args)
  else await start(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
