const JOURNAL =
  /\b(?:journal|transactions|trans\.|letters|magazine|review|reviews|annals|archives?|arxiv|corr|nature|science|pnas|cacm|communications of|proceedings of the (?:vldb endowment|acm on|ieee|national academy))\b/i

/** Whether the name of a venue is that of a journal rather than of a conference. */
export const isJournal = (venue: string): boolean => JOURNAL.test(venue)
