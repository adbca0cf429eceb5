import { Fragment } from 'react'

type Props = { readonly names: readonly string[]; readonly between?: string }

/** Names with bidi isolation: two right-to-left names keep their order. */
export const NameList = ({ names, between = ', ' }: Props) =>
  names.map((name, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- two may be the same
    <Fragment key={i}>
      {i > 0 && between}
      <bdi>{name}</bdi>
    </Fragment>
  ))
