/** The addresses of next steps in the product, and its own words for the value of packs. */
export const links = {
  "top-up": "/demo/ai-employee/credits#top-ups",
  "choose-plan": "/demo/ai-employee/credits#plans",
  "update-payment-method": "/demo/ai-employee/credits#plans",
};

export const strings = {
  "action:reply": "{n} [reply|replies]",
  "action:website.sync": "{n} website [sync|syncs]",
};
