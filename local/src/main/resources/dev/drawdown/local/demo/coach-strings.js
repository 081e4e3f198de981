/** The product's own words for the elements. */
export const strings = { heading: "Credits of this month", "name:checkin.draft": "Response draft", "name:trend.analyze": "Trend analysis" };
