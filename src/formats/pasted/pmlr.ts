/** Volumes of the Proceedings of Machine Learning Research that are one conference. */
const VOLUMES: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  ICML: {
    28: 2013,
    32: 2014,
    37: 2015,
    48: 2016,
    70: 2017,
    80: 2018,
    97: 2019,
    119: 2020,
    139: 2021,
    162: 2022,
    202: 2023,
    235: 2024,
    267: 2025,
  },
  AISTATS: {
    9: 2010,
    15: 2011,
    22: 2012,
    31: 2013,
    33: 2014,
    38: 2015,
    51: 2016,
    54: 2017,
    84: 2018,
    89: 2019,
    108: 2020,
    130: 2021,
    151: 2022,
    206: 2023,
    238: 2024,
    258: 2025,
  },
  COLT: {
    19: 2011,
    23: 2012,
    30: 2013,
    35: 2014,
    40: 2015,
    49: 2016,
    65: 2017,
    75: 2018,
    99: 2019,
    125: 2020,
    134: 2021,
    178: 2022,
    195: 2023,
    247: 2024,
  },
}

/** The conference of a volume and its year; undefined for others. */
export function proceedingsVenue(volume: number): { readonly venue: string; readonly year: number } | undefined {
  for (const [venue, years] of Object.entries(VOLUMES)) {
    const year = years[volume]
    if (year !== undefined) return { venue, year }
  }
  return undefined
}
