import { firefox } from './engines/puppeteer.ts'
import { runJourneys } from './journeys.ts'

runJourneys(firefox)
