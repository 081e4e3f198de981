/** Where in the product a person takes a next step, and its own words for what packs are worth. */
export const links = {
  "choose-plan": "/demo/outsmart/subscriptions#ai-plans",
  "top-up": "/demo/outsmart/subscriptions#top-ups",
  "update-payment-method": "/demo/outsmart/subscriptions#payment-method",
};

export const strings = { "action:lab.analyze": "{n} [AI action|AI actions]" };
