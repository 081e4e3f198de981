/** Where in the product a person takes a next step, and its own words for what packs are worth. */
export const links = {
  "top-up": "/demo/ai-employee/credits#top-ups",
  "choose-plan": "/demo/ai-employee/credits#plans",
  "update-payment-method": "/demo/ai-employee/credits#plans",
};

export const strings = {
  "action:reply": "{n} [reply|replies]",
  "action:website.sync": "{n} website [sync|syncs]",
};
