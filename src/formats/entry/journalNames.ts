const JOURNAL =
  /\b(?:journal|transactions|trans\.|letters|magazine|review|reviews|annals|archives?|arxiv|corr|nature|science|pnas|cacm|communications of|proceedings of the (?:vldb endowment|acm on|ieee|national academy))\b/i

/** Whether a venue’s name is that of a journal and not of a conference. */
export const isJournal = (venue: string): boolean => JOURNAL.test(venue)
