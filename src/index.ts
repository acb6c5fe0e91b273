import { actions } from '../handlers/index.ts'
import { createApp } from './app.ts'

export default createApp(actions)
