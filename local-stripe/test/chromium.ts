import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Starts the Chromium that the variable CHROMIUM names, or one at a usual path. */
export function launchChromium() {
  const { CHROMIUM } = process.env
  const executablePath = CHROMIUM ?? USUAL_PATHS.find((path) => existsSync(path))
  if (!executablePath || !existsSync(executablePath)) {
    throw new Error('No Chromium: install one (apt-get install chromium), or name its path in the variable CHROMIUM.')
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
}
