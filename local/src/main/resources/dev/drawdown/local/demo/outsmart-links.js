/** The addresses of next steps in the product, and its own words for the value of packs. */
export const links = {
  "choose-plan": "/demo/outsmart/subscriptions#ai-plans",
  "top-up": "/demo/outsmart/subscriptions#top-ups",
  "update-payment-method": "/demo/outsmart/subscriptions#payment-method",
};

export const strings = { "action:lab.analyze": "{n} [AI action|AI actions]" };
