import { Fragment } from 'react'
import styles from './NameList.module.css'

type Props = {
  readonly names: readonly string[]
  readonly between?: string
  /** Makes a button of each name. */
  readonly onPress?: (name: string) => void
}

/** Names with bidi isolation: two right-to-left names keep their order. */
export const NameList = ({ names, between = ', ', onPress }: Props) =>
  names.map((name, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- two may be the same
    <Fragment key={i}>
      {i > 0 && between}
      {onPress ? (
        <button type="button" className={styles['name']} onClick={() => onPress(name)}>
          <bdi>{name}</bdi>
        </button>
      ) : (
        <bdi>{name}</bdi>
      )}
    </Fragment>
  ))
