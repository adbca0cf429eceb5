import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Loaded } from '../storage/copies.ts'

/** What was found at the start: marks that could not be read, that came from the second copy, that are missing. */
export type Found = Omit<Loaded, 'records'>

export const createFound = (atStart: Found): StoreApi<Found> => createStore<Found>(() => atStart)
