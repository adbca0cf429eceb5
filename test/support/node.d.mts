export function findNode(): string | undefined
export function getNode(): string
