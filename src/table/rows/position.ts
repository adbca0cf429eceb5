import { createContext, useContext } from 'react'

/** The position of the paper of a row in Up next, from 1; 0 where it is not To read. */
export const Position = createContext(0)

export const usePosition = (): number => useContext(Position)
