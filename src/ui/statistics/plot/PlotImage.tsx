import type { Drawing } from './drawing.ts'
import { PlotLinks } from './PlotLinks.tsx'
import styles from './Plot.module.css'

type Props = {
  readonly drawing: Drawing
  /** What the plot shows, in a sentence. */
  readonly gist: string
  /** Name of the group of links over the bars. */
  readonly label: string
}

/** A drawing as an image with a text alternative, below the links to the views behind its bars. */
export const PlotImage = ({ drawing: { width, height, bars, texts, lines, targets }, gist, label }: Props) => (
  <svg
    role="presentation"
    width={width}
    height={height}
    viewBox={`0 0 ${width} ${height}`}
    className={styles['drawing']}
  >
    <g role="img" aria-label={gist}>
      {lines.map(({ kind, y }) => (
        <path key={`${kind} ${y}`} className={styles[kind]} d={`M0 ${Math.round(y) + 0.5}H${width}`} />
      ))}
      {bars.map(({ status, ...box }) => (
        <rect key={`${box.x} ${box.y}`} className={styles['bar']} data-status={status} {...box} />
      ))}
      {texts.map(({ kind, x, y, anchor, text }) => (
        <text key={`${x} ${y} ${text}`} className={styles[kind]} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </g>
    <PlotLinks label={label} lines={targets} />
  </svg>
)
