#!/usr/bin/env node
import { control } from './control.ts'
import { runCommand } from './options.ts'
import { start } from './start.ts'

const USAGE = `Serves a Stripe for development and tests, until it is stopped; seed fills the one that runs, reset empties it.

local-stripe [--port 12111] [--state .local-stripe]
local-stripe seed [--at <address>] [--account <Stripe-Account>]
local-stripe reset [--at <address>] [--yes]`

await runCommand(USAGE, (args) => {
  const [command = '', ...rest] = args
  return command === 'reset' || command === 'seed' ? control(command, rest) : start(args)
})
