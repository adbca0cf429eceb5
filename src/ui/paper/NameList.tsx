import { Fragment } from 'react'

type Props = { readonly names: readonly string[]; readonly between?: string }

/** Names one after the other, each by itself: two that are written from right to left keep their places. */
export const NameList = ({ names, between = ', ' }: Props) =>
  names.map((name, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- two may be the same
    <Fragment key={i}>
      {i > 0 && between}
      <bdi>{name}</bdi>
    </Fragment>
  ))
