import { createPrinterFunctions } from './printerFunctions.ts'
import { connect, toPage } from './workerCalls.ts'

connect(toPage(), createPrinterFunctions())
