import { chromium } from './engines/puppeteer.ts'
import { runJourneys } from './journeys.ts'

runJourneys(chromium)
